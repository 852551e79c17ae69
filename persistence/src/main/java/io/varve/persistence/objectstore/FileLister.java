package io.varve.persistence.objectstore;

import io.varve.persistence.fs.Disk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks a directory tree in the order of the keys.
 *
 * <p>A directory sorts by its name with a slash behind it: {@code a-b} comes before {@code a/b},
 * though {@code a} comes before {@code a-b}. Keys are ASCII, so that String order is byte order.
 */
final class FileLister {
  private final Disk disk;
  private final Path root;
  private final String hidden;

  /**
   * @param hidden the one entry of the root that holds no objects
   */
  FileLister(Disk disk, Path root, String hidden) {
    this.disk = disk;
    this.root = root;
    this.hidden = hidden;
  }

  Listing list(String prefix, String startAfter, int limit) throws IOException {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    List<Listing.Entry> found = new ArrayList<>();
    boolean complete = walk(root, "", prefix, startAfter, limit, found);
    return new Listing(found, !complete);
  }

  /** Returns false once the limit stopped it. */
  private boolean walk(
      Path directory,
      String directoryKey,
      String prefix,
      String startAfter,
      int limit,
      List<Listing.Entry> found)
      throws IOException {
    for (var child : childrenByKey(directory, directoryKey).entrySet()) {
      String key = child.getKey();
      if (key.endsWith("/")) {
        boolean mayMatch = key.startsWith(prefix) || prefix.startsWith(key);
        boolean mayFollow = key.compareTo(startAfter) > 0 || startAfter.startsWith(key);
        if (mayMatch
            && mayFollow
            && !walk(child.getValue(), key, prefix, startAfter, limit, found)) {
          return false;
        }
      } else if (key.startsWith(prefix) && key.compareTo(startAfter) > 0) {
        if (found.size() == limit) {
          return false;
        }
        add(key, child.getValue(), found);
      }
    }
    return true;
  }

  private Map<String, Path> childrenByKey(Path directory, String directoryKey) throws IOException {
    Map<String, Path> children = new TreeMap<>();
    try {
      for (Path child : disk.list(directory)) {
        String name = String.valueOf(child.getFileName());
        if (!directoryKey.isEmpty() || !name.equals(hidden)) {
          children.put(directoryKey + name + (disk.isDirectory(child) ? "/" : ""), child);
        }
      }
    } catch (NoSuchFileException _) {
      // Its last object was deleted meanwhile.
    }
    return children;
  }

  private void add(String key, Path file, List<Listing.Entry> found) throws IOException {
    try {
      found.add(new Listing.Entry(key, disk.size(file)));
    } catch (NoSuchFileException _) {
      // Deleted meanwhile.
    }
  }
}
