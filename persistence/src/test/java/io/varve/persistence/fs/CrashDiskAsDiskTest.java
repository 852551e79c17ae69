package io.varve.persistence.fs;

import java.nio.file.Path;

final class CrashDiskAsDiskTest extends DiskContract {
  @Override
  Disk disk() {
    return new CrashDisk(1);
  }

  @Override
  Path root() {
    return Path.of("/root");
  }
}
