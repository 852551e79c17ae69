package io.varve.persistence.log.wal;

import io.varve.persistence.fs.CrashDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A write-ahead log that works only when told to, on the caller's thread. */
public final class SteppedWal {
  private final ManualDriver driver;
  private final WalShardLogs logs;

  private SteppedWal(ManualDriver driver, WalShardLogs logs) {
    this.driver = driver;
    this.logs = logs;
  }

  /** Opens the log of a data directory, or creates it. */
  public static SteppedWal open(CrashDisk disk, Path data, WalSettings settings)
      throws IOException {
    ManualClock clock = new ManualClock(disk);
    ManualDriver driver = new ManualDriver(clock);
    return new SteppedWal(
        driver, WalShardLogs.open(disk, data, settings, clock, driver, List.of()));
  }

  public WalShardLogs logs() {
    return logs;
  }

  /** Does one piece of work. */
  public void step() {
    driver.step();
  }

  /** Works until there is nothing left to do. */
  public void stepAll() {
    driver.stepAll();
  }
}
