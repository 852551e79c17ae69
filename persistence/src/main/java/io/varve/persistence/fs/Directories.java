package io.varve.persistence.fs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** Directories that last. */
public final class Directories {
  private Directories() {}

  /**
   * Creates a directory and its missing parents and makes all their names durable; those of present
   * ones too, since their creator may have died before it forced them.
   */
  public static void createDurably(Disk disk, Path directory) throws IOException {
    disk.createDirectories(directory);
    Path above = directory.toAbsolutePath().getParent();
    while (above != null) {
      try {
        disk.forceDirectory(above);
      } catch (AccessDeniedException _) {
        // This user has created nothing in a directory that it may not read.
      }
      above = above.getParent();
    }
  }
}
