package io.varve.persistence.fs;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class RealDiskTest extends DiskContract {
  @TempDir Path directory;

  @Override
  Disk disk() {
    return new RealDisk();
  }

  @Override
  Path root() {
    return directory;
  }
}
