package io.varve.persistence.log.wal;

import io.varve.persistence.fs.DiskFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads a file forwards through a window in memory. Not thread-safe; does not own the file. */
final class WindowReader {
  private static final int WINDOW_BYTES = 1024 * 1024;

  private final DiskFile file;
  private final long limit;
  private ByteBuffer window;
  private long windowStart;

  /** Reads all of a file, up to a limit, in large pieces. */
  WindowReader(DiskFile file, long limit) {
    this(file, limit, WINDOW_BYTES);
  }

  /**
   * @param limit how many bytes of the file there are to read
   * @param windowBytes how many are read at once, if no more are asked for
   */
  WindowReader(DiskFile file, long limit, int windowBytes) {
    this.file = file;
    this.limit = limit;
    this.window = ByteBuffer.allocate((int) Math.min(windowBytes, limit)).limit(0);
  }

  long limit() {
    return limit;
  }

  /**
   * Bytes of the file, over an array, until the next call.
   *
   * @param length at most what there is from the offset to the limit
   */
  ByteBuffer view(long offset, int length) throws IOException {
    if (offset < windowStart || offset + length > windowStart + window.limit()) {
      fill(offset, length);
    }
    return window.slice((int) (offset - windowStart), length);
  }

  /** The offset of the first byte of that value at or behind an offset; the limit if none. */
  long find(byte value, long from) throws IOException {
    for (long offset = from; offset < limit; ) {
      long windowEnd = windowStart + window.limit();
      boolean inside = offset >= windowStart && offset < windowEnd;
      int length = (int) (inside ? windowEnd - offset : Math.min(WINDOW_BYTES, limit - offset));
      ByteBuffer bytes = view(offset, length);
      for (int i = 0; i < length; i++) {
        if (bytes.get(i) == value) {
          return offset + i;
        }
      }
      offset += length;
    }
    return limit;
  }

  private void fill(long offset, int length) throws IOException {
    if (length > window.capacity()) {
      window = ByteBuffer.allocate(length);
    }
    window.clear().limit((int) Math.min(window.capacity(), limit - offset));
    windowStart = offset;
    int n = window.hasRemaining() ? file.read(offset, window) : 0;
    if (n < length) {
      throw new EOFException("%d bytes at %d, not %d".formatted(n, offset, length));
    }
    window.flip();
  }
}
