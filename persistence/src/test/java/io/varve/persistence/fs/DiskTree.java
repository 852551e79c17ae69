package io.varve.persistence.fs;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of a {@link CrashDisk}. Paths are absolute or taken from the working directory. */
final class DiskTree {
  private final DirectoryInode root;

  DiskTree(DirectoryInode root) {
    this.root = root;
  }

  DiskTree survivor(Survival survival) {
    return new DiskTree(root.survivor(survival, new IdentityHashMap<>()));
  }

  Optional<Inode> find(Path path) {
    Inode inode = root;
    for (Path element : absolute(path)) {
      if (!(inode instanceof DirectoryInode directory)) {
        return Optional.empty();
      }
      inode = directory.names.get(element.toString());
      if (inode == null) {
        return Optional.empty();
      }
    }
    return Optional.of(inode);
  }

  Inode get(Path path) throws IOException {
    return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
  }

  FileInode file(Path path) throws IOException {
    if (get(path) instanceof FileInode file) {
      return file;
    }
    throw new IOException("is a directory: " + path);
  }

  DirectoryInode directory(Path path) throws IOException {
    if (get(path) instanceof DirectoryInode directory) {
      return directory;
    }
    throw new NotDirectoryException(path.toString());
  }

  void checkFree(Path path) throws IOException {
    directory(parent(path));
    if (find(path).isPresent()) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  void checkDeletable(Path path) throws IOException {
    if (get(path) instanceof DirectoryInode directory && !directory.names.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
  }

  /** Lets a name stand for something else, or for nothing. */
  void change(Path path, Optional<Inode> now) throws IOException {
    directory(parent(path)).change(absolute(path).getFileName().toString(), now);
  }

  void makeDirectories(Path path) throws IOException {
    Path absolute = absolute(path);
    for (int n = 1; n <= absolute.getNameCount(); n++) {
      Path prefix = absolute.getRoot().resolve(absolute.subpath(0, n));
      if (find(prefix).isEmpty()) {
        change(prefix, Optional.of(new DirectoryInode()));
      }
    }
    directory(path);
  }

  List<Path> list(Path path) throws IOException {
    return directory(path).names.keySet().stream().map(path::resolve).toList();
  }

  /** Bytes of all files that have a name. */
  long bytes() {
    return bytesBelow(root, new IdentityHashMap<>());
  }

  private static long bytesBelow(Inode inode, Map<Inode, Inode> counted) {
    if (counted.put(inode, inode) != null) {
      return 0;
    }
    return switch (inode) {
      case FileInode file -> file.size();
      case DirectoryInode directory ->
          directory.names.values().stream().mapToLong(i -> bytesBelow(i, counted)).sum();
    };
  }

  private static Path parent(Path path) {
    return absolute(path).getParent();
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
