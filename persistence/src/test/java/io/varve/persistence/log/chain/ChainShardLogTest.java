package io.varve.persistence.log.chain;

import io.varve.persistence.fs.RealDisk;
import io.varve.persistence.log.ShardLogContract;
import io.varve.persistence.log.ShardLogs;
import io.varve.persistence.log.Timer;
import io.varve.persistence.objectstore.FileObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** On a directory of this machine; who takes over does so while the node before is still there. */
final class ChainShardLogTest extends ShardLogContract {
  /** Such that no test waits for them. */
  static final ChainSettings SETTINGS =
      new ChainSettings(
          Duration.ofMillis(2),
          1 << 20,
          64 << 20,
          Duration.ofHours(1),
          Duration.ofMillis(1),
          Duration.ofMillis(10));

  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();

  @TempDir Path directory;

  @AfterEach
  void endThreads() {
    io.close();
  }

  @Override
  protected ShardLogs open() throws IOException {
    Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);
    return new ChainLogs(
        new FileObjectStore(new RealDisk(), directory),
        SETTINGS,
        new ChainRuntime(io, io, Timer.system(), clocks, random));
  }

  @Override
  protected ShardLogs takeOver(ShardLogs before) throws IOException {
    return open();
  }
}
