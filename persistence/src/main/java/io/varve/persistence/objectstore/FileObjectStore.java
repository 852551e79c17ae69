package io.varve.persistence.objectstore;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Objects as files below a directory, the key being the path.
 *
 * <p>An object is written to a temporary file, forced, and only then given its name: by rename
 * (put) or by link (putIfAbsent, which fails if the name is taken); then the directory is forced.
 * So a name never stands for half an object, and several processes on one file system may share the
 * directory. A process that opens it removes all temporary files, those of a process that is
 * writing just now included; that one finds its file gone and writes it again.
 */
public final class FileObjectStore implements ObjectStore {
  /** Begins with a tilde, which no key contains. */
  private static final String TEMPORARY = "~tmp";

  private static final int ATTEMPTS = 8;

  private final Disk disk;
  private final Path root;
  private final StoreDirectories directories;
  private final TemporaryFiles temporaries;
  private final FileLister lister;

  /** Creates the directory if it is missing, and removes what an earlier process left half done. */
  public FileObjectStore(Disk disk, Path root) throws IOException {
    this.disk = disk;
    this.root = root;
    this.directories = new StoreDirectories(disk, root);
    this.temporaries = new TemporaryFiles(disk, root.resolve(TEMPORARY));
    this.lister = new FileLister(disk, root, TEMPORARY);
    directories.ensure(root);
    disk.createDirectories(temporaries.directory());
    temporaries.removeAll();
  }

  @Override
  public void put(String key, ObjectBody body) throws IOException {
    Path target = path(key);
    publish(target, body, temporary -> disk.rename(temporary, target));
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] body) throws IOException {
    Path target = path(key);
    try {
      publish(target, new ObjectBody.Bytes(body), temporary -> disk.link(temporary, target));
      return PutOutcome.CREATED;
    } catch (FileAlreadyExistsException _) {
      // Its writer may not have come to this yet, and the caller will build on what it found.
      disk.forceDirectory(directories.parentOf(target));
      return PutOutcome.EXISTS;
    }
  }

  @Override
  public byte[] get(String key) throws IOException {
    try (DiskFile file = open(key)) {
      return read(key, file, 0, Math.toIntExact(file.size()));
    }
  }

  @Override
  public byte[] getRange(String key, long offset, int length) throws IOException {
    try (DiskFile file = open(key)) {
      return read(key, file, offset, length);
    }
  }

  @Override
  public Listing list(String prefix, String startAfter, int limit) throws IOException {
    return lister.list(prefix, startAfter, limit);
  }

  @Override
  public void delete(String key) throws IOException {
    Path target = path(key);
    try {
      disk.delete(target);
    } catch (NoSuchFileException _) {
      // An earlier delete may have been cut short before it was durable: go on and force.
    }
    directories.forceAndPrune(directories.parentOf(target));
  }

  private DiskFile open(String key) throws IOException {
    Path file = path(key);
    if (disk.isDirectory(file)) {
      throw new NoSuchObjectException(key);
    }
    try {
      return disk.openRead(file);
    } catch (NoSuchFileException _) {
      throw new NoSuchObjectException(key);
    }
  }

  private static byte[] read(String key, DiskFile file, long offset, int length)
      throws IOException {
    byte[] bytes = new byte[length];
    int n = length == 0 ? 0 : file.read(offset, ByteBuffer.wrap(bytes));
    if (n != length) {
      throw new EOFException(
          "object %s has no %d bytes at %d, only %d"
              .formatted(key, length, offset, Math.max(n, 0)));
    }
    return bytes;
  }

  /** Writes the body durably under a temporary name, then lets the caller give it its own. */
  private void publish(Path target, ObjectBody body, Naming naming) throws IOException {
    Path parent = directories.parentOf(target);
    for (int attempt = 1; ; attempt++) {
      directories.ensure(parent);
      Path temporary = temporaries.write(body);
      try {
        naming.name(temporary);
        disk.forceDirectory(parent);
        return;
      } catch (NoSuchFileException e) {
        // Another process removed the temporary file when it started, or the directory when it
        // deleted the last object in it. Either way the object did not get its name.
        if (attempt == ATTEMPTS) {
          throw e;
        }
        directories.forget(parent);
      } finally {
        temporaries.remove(temporary);
      }
    }
  }

  private Path path(String key) {
    return root.resolve(ObjectKey.check(key));
  }

  private interface Naming {
    void name(Path temporary) throws IOException;
  }
}
