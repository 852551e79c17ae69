package io.varve.persistence.log.wal;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Files that are there as a whole or not at all: written and forced under a temporary name, which
 * is then changed. Whoever starts removes what is left under temporary names.
 */
final class AtomicFiles {
  private AtomicFiles() {}

  /** Writes a file and makes it durable under its temporary name. */
  static Path prepare(Disk disk, Path file, ByteBuffer bytes) throws IOException {
    Path temporary = WalFiles.temporary(file);
    deleteIfPresent(disk, temporary);
    try (DiskFile open = disk.create(temporary)) {
      open.append(bytes);
      open.force();
      return temporary;
    } catch (IOException e) {
      discard(disk, temporary, e);
      throw e;
    }
  }

  /** Removes a file that came to nothing; it may be what fills the disk. */
  static void discard(Disk disk, Path temporary, Exception cause) {
    try {
      deleteIfPresent(disk, temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Gives a prepared file its name. After an exception it may or may not have it. */
  static void publish(Disk disk, Path temporary, Path file) throws IOException {
    disk.rename(temporary, file);
    disk.forceDirectory(parent(file));
  }

  static byte[] read(Disk disk, Path file) throws IOException {
    try (DiskFile open = disk.openRead(file)) {
      byte[] bytes = new byte[Math.toIntExact(open.size())];
      if (bytes.length > 0 && open.read(0, ByteBuffer.wrap(bytes)) != bytes.length) {
        throw new EOFException("%s was cut while it was read".formatted(file));
      }
      return bytes;
    }
  }

  static void deleteIfPresent(Disk disk, Path file) throws IOException {
    try {
      disk.delete(file);
    } catch (NoSuchFileException _) {
      // That is what is wanted.
    }
  }

  static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no directory in " + file);
    }
    return parent;
  }
}
