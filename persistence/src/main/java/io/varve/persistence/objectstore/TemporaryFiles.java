package io.varve.persistence.objectstore;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** Files on their way to becoming objects, in a directory of their own. */
final class TemporaryFiles {
  private static final int COPY_BYTES = 256 * 1024;

  private final Disk disk;
  private final Path directory;

  TemporaryFiles(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** Writes and forces a body under a name that no other process uses; its bytes are durable. */
  Path write(ObjectBody body) throws IOException {
    Path path = directory.resolve(UUID.randomUUID().toString());
    try (DiskFile file = disk.create(path)) {
      switch (body) {
        case ObjectBody.Bytes(byte[] bytes) -> file.append(ByteBuffer.wrap(bytes));
        case ObjectBody.LocalFile(Path source, long size) -> copy(source, size, file);
      }
      file.force();
      return path;
    } catch (IOException e) {
      removeAfter(e, path);
      throw e;
    }
  }

  /** Removes a file whose object has its name, or never will; one that is gone is fine. */
  void remove(Path path) throws IOException {
    try {
      disk.delete(path);
    } catch (NoSuchFileException _) {
      // A rename took it, or another process swept it.
    }
  }

  void removeAll() throws IOException {
    for (Path left : disk.list(directory)) {
      remove(left);
    }
  }

  private void removeAfter(IOException cause, Path path) {
    try {
      remove(path);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void copy(Path source, long size, DiskFile target) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(COPY_BYTES, Math.max(size, 1)));
    try (DiskFile file = disk.openRead(source)) {
      if (file.size() != size) {
        throw new EOFException(
            "%s has %d bytes instead of %d".formatted(source, file.size(), size));
      }
      for (long position = 0; position < size; ) {
        buffer.clear();
        int n = file.read(position, buffer);
        if (n <= 0) {
          throw new EOFException("%s was cut while it was copied".formatted(source));
        }
        target.append(buffer.flip());
        position += n;
      }
    }
  }
}
