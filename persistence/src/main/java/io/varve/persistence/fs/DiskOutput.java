package io.varve.persistence.fs;

import io.varve.model.Utf8;
import io.varve.model.Varint;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Writes a new file through a buffer: big-endian numbers, varints, strings, and CRC-32C checksums
 * over stretches of what is written.
 *
 * <p>Nothing lasts before {@link #force}. Not thread-safe; owns the file.
 */
public final class DiskOutput implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DiskFile file;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final CRC32C crc = new CRC32C();
  private int used;
  private int checked;
  private long flushed;

  private DiskOutput(DiskFile file) {
    this.file = file;
  }

  /** Creates the file, which must not exist. */
  public static DiskOutput create(Disk disk, Path path) throws IOException {
    return new DiskOutput(disk.create(path));
  }

  /** Number of bytes written so far. */
  public long position() {
    return flushed + used;
  }

  /** Writes one byte. */
  public void int8(int value) throws IOException {
    reserve(1);
    buffer[used++] = (byte) value;
  }

  /** Writes four bytes, highest first. */
  public void int32(int value) throws IOException {
    reserve(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[used++] = (byte) (value >>> shift);
    }
  }

  /** Writes eight bytes, highest first. */
  public void int64(long value) throws IOException {
    int32((int) (value >>> 32));
    int32((int) value);
  }

  /** Writes an unsigned varint. */
  public void uvarint(long value) throws IOException {
    reserve(Varint.MAX_BYTES);
    used = Varint.putUvarint(buffer, used, value);
  }

  /** Writes a string's UTF-8 form behind its length in bytes, an unsigned varint. */
  public void string(String value) throws IOException {
    int length = Utf8.encodedLength(value);
    uvarint(length);
    if (length > BUFFER_BYTES) {
      byte[] bytes = new byte[length];
      Utf8.encode(value, bytes, 0);
      bytes(bytes, 0, length);
      return;
    }
    reserve(length);
    used = Utf8.encode(value, buffer, used);
  }

  /** Writes a range of bytes. */
  public void bytes(byte[] source, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      reserve(1);
      int n = Math.min(left, BUFFER_BYTES - used);
      System.arraycopy(source, from, buffer, used, n);
      used += n;
      from += n;
      left -= n;
    }
  }

  /** Writes zeros up to the next multiple of {@code alignment}. */
  public void align(int alignment) throws IOException {
    for (long n = -position() & (alignment - 1); n > 0; n--) {
      int8(0);
    }
  }

  /** Begins a stretch that {@link #checksum} will cover. */
  public void beginChecksum() {
    crc.reset();
    checked = used;
  }

  /** Writes the CRC-32C of the bytes since {@link #beginChecksum}. */
  public void checksum() throws IOException {
    update();
    int32((int) crc.getValue());
  }

  private void update() {
    crc.update(buffer, checked, used - checked);
    checked = used;
  }

  private void reserve(int length) throws IOException {
    if (used + length > BUFFER_BYTES) {
      flush();
    }
  }

  /** Hands what is buffered to the file, so that it can be read back. */
  public void flush() throws IOException {
    update();
    file.append(ByteBuffer.wrap(buffer, 0, used));
    flushed += used;
    used = 0;
    checked = 0;
  }

  /** Flushes, and makes the file's contents last. */
  public void force() throws IOException {
    flush();
    file.force();
  }

  /** What was flushed so far, to be read back while this output is open. */
  public ByteSource source(String name) {
    return new DiskFileSource(file, name);
  }

  /** Closes the file; what was not flushed is lost. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
