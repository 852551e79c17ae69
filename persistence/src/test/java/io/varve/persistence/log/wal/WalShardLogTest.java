package io.varve.persistence.log.wal;

import io.varve.persistence.fs.RealDisk;
import io.varve.persistence.log.ShardLogContract;
import io.varve.persistence.log.ShardLogs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On the disk of this machine, with the log's own thread. */
final class WalShardLogTest extends ShardLogContract {
  @TempDir Path directory;

  @Override
  protected ShardLogs open() throws IOException {
    return WalShardLogs.open(new RealDisk(), directory, WalSettings.defaults());
  }

  @Override
  protected ShardLogs takeOver(ShardLogs before) throws IOException {
    before.close();
    return open();
  }
}
