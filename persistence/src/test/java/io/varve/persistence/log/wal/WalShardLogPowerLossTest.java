package io.varve.persistence.log.wal;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.log.ShardLogContract;
import io.varve.persistence.log.ShardLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** On a disk that forgets, in small segments; who takes over does so after a power failure. */
final class WalShardLogPowerLossTest extends ShardLogContract {
  private CrashDisk disk = new CrashDisk(1);

  @Override
  protected ShardLogs open() throws IOException {
    WalSettings settings =
        new WalSettings(700, 300, 1 << 20, 4096, Duration.ofMillis(1), Duration.ofMillis(10));
    return WalShardLogs.open(disk, Path.of("/data"), settings);
  }

  @Override
  protected ShardLogs takeOver(ShardLogs before) throws IOException {
    disk = disk.crash(random.nextLong());
    before.close();
    return open();
  }
}
