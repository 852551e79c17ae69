package io.varve.persistence.objectstore;

import io.varve.persistence.fs.Directories;
import io.varve.persistence.fs.Disk;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directories of a file object store: made durable before an object gets its name in one, and
 * removed when the last object has left. Thread-safe.
 */
final class StoreDirectories {
  /** Forgetting all costs a few forces, remembering one more a hundred bytes. */
  private static final int REMEMBERED = 10_000;

  private final Disk disk;
  private final Path root;
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  StoreDirectories(Disk disk, Path root) {
    this.disk = disk;
    this.root = root;
  }

  Path parentOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? root : parent;
  }

  /**
   * Creates a directory at or below the root and makes its name and its parents' durable. One that
   * exists is no evidence: another process may have died between creating and forcing it.
   */
  void ensure(Path directory) throws IOException {
    if (durable.contains(directory)) {
      return;
    }
    if (directory.equals(root)) {
      Directories.createDurably(disk, root);
    } else {
      disk.createDirectories(directory);
      for (Path d = directory; !d.equals(root); d = parentOf(d)) {
        disk.forceDirectory(parentOf(d));
      }
    }
    if (durable.size() >= REMEMBERED) {
      durable.clear();
    }
    durable.add(directory);
  }

  void forget(Path directory) {
    durable.removeIf(directory::startsWith);
    durable.removeIf(d -> d.startsWith(directory));
  }

  /** Makes a removal durable and removes the directories that it left empty. */
  void forceAndPrune(Path directory) throws IOException {
    Path d = directory;
    while (true) {
      try {
        disk.forceDirectory(d);
        if (d.equals(root) || !disk.list(d).isEmpty()) {
          return;
        }
        forget(d);
        disk.delete(d);
      } catch (NoSuchFileException _) {
        // Someone else removed it; what is above may be left to us all the same.
        if (d.equals(root)) {
          return;
        }
      } catch (DirectoryNotEmptyException _) {
        return;
      }
      d = parentOf(d);
    }
  }
}
