package io.varve.persistence.log.wal;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A file that only takes up space, to be given back when a full disk leaves none for a write that
 * must be done. Another process may be quicker to take the space; then that write is tried again
 * later, as without a reserve. Not thread-safe.
 */
final class Reserve {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final Disk disk;
  private final Path file;
  private final long bytes;

  Reserve(Disk disk, Path file, long bytes) {
    this.disk = disk;
    this.file = file;
    this.bytes = bytes;
  }

  /** Takes up the space, unless it does already; throws if there is not enough. */
  void hold() throws IOException {
    if (disk.exists(file)) {
      if (disk.size(file) >= bytes) {
        return;
      }
      disk.delete(file);
    }
    try (DiskFile open = disk.create(file)) {
      // Noise, since some file systems store zeros in no space.
      SplittableRandom noise = new SplittableRandom(bytes);
      byte[] chunk = new byte[(int) Math.min(bytes, CHUNK_BYTES)];
      for (long left = bytes; left > 0; left -= CHUNK_BYTES) {
        noise.nextBytes(chunk);
        open.append(ByteBuffer.wrap(chunk, 0, (int) Math.min(left, CHUNK_BYTES)));
      }
      open.force();
    } catch (IOException e) {
      releaseAfter(e);
      throw e;
    }
  }

  /** Gives the space back. */
  void release() throws IOException {
    AtomicFiles.deleteIfPresent(disk, file);
  }

  private void releaseAfter(IOException cause) {
    try {
      release();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
