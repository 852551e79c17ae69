package io.varve.persistence.fs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Directories that last. */
public final class Directories {
  private Directories() {}

  /**
   * Creates a directory and its missing parents and makes their names durable; also the name of the
   * directory itself when it existed, since its creator may have died before forcing it.
   */
  public static void createDurably(Disk disk, Path directory) throws IOException {
    List<Path> toForce = new ArrayList<>();
    Path d = directory.toAbsolutePath();
    for (Path above = d.getParent(); above != null; above = d.getParent()) {
      toForce.add(above);
      if (disk.exists(d)) {
        break;
      }
      d = above;
    }
    disk.createDirectories(directory);
    for (Path above : toForce) {
      disk.forceDirectory(above);
    }
  }
}
