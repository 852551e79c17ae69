package io.varve.persistence.log.wal;

import io.varve.persistence.fs.CrashDisk;

/** A clock that moves when someone waits for it; waiting ends with the machine. */
final class ManualClock implements WalClock {
  private final CrashDisk disk;
  private long now;

  ManualClock(CrashDisk disk) {
    this.disk = disk;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void pause(long nanos) {
    if (disk.hasCrashed()) {
      throw new MachineEnded();
    }
    now += nanos;
  }

  /** The machine that the test runs on is no more. */
  static final class MachineEnded extends RuntimeException {}
}
