package io.varve.persistence.log.wal;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.DiskFaults;
import io.varve.persistence.log.Claimant;
import io.varve.persistence.log.ShardLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Several shards on one log, in one thread, repeatable from a seed: appends, commits, claims and
 * restarts, until all is done or the machine ends.
 */
final class WalWorkload {
  static final Path DATA = Path.of("/data");
  static final WalSettings SETTINGS =
      new WalSettings(1500, 600, 3000, 600, Duration.ofMillis(1), Duration.ofMillis(8));
  private static final Claimant CLAIMANT = new Claimant(7, "127.0.0.1:2552");
  private static final int SHARDS = 3;
  private static final int OPERATIONS = 40;

  private final Random random;
  private final List<ShardModel> models = new ArrayList<>();

  WalWorkload(long seed) {
    random = new Random(seed);
    for (int shard = 0; shard < SHARDS; shard++) {
      models.add(new ShardModel(shard));
    }
  }

  int refusals() {
    return models.stream().mapToInt(ShardModel::refusals).sum();
  }

  /** Checks what is on the disk, and goes on working with it. */
  void run(CrashDisk disk) throws IOException {
    try {
      work(disk);
    } catch (ManualClock.MachineEnded | IOException e) {
      if (!disk.hasCrashed()) {
        throw e;
      }
    }
  }

  private void work(CrashDisk disk) throws IOException {
    Life life = new Life(disk);
    for (int i = 0; i < OPERATIONS; i++) {
      int shard = random.nextInt(SHARDS);
      ShardModel model = models.get(shard);
      switch (random.nextInt(16)) {
        case 0, 1 -> model.commit(life.owners.get(shard), random);
        case 2 -> life.claim(model);
        case 3 -> {
          life.logs.close();
          life = new Life(disk);
        }
        case 4, 5, 6, 7 -> life.driver.step();
        case 8 -> life.driver.stepAll();
        default -> model.append(life.owners.get(shard), random);
      }
    }
  }

  /** From an opening of the log to its close, or death. */
  private final class Life {
    private final CrashDisk disk;
    private final ManualClock clock;
    private final ManualDriver driver;
    private final WalShardLogs logs;
    private final List<ShardLog> owners = new ArrayList<>();

    Life(CrashDisk disk) throws IOException {
      this.disk = disk;
      clock = new ManualClock(disk);
      driver = new ManualDriver(clock);
      logs = open();
      for (ShardModel model : models) {
        owners.add(model.shard(), claimed(model));
      }
    }

    void claim(ShardModel model) throws IOException {
      owners.set(model.shard(), claimed(model));
    }

    private WalShardLogs open() throws IOException {
      while (true) {
        try {
          return WalShardLogs.open(disk, DATA, SETTINGS, clock, driver, List.of());
        } catch (IOException e) {
          clock.pause(1);
          disk.faults(DiskFaults.NONE);
        }
      }
    }

    private ShardLog claimed(ShardModel model) throws IOException {
      while (true) {
        try {
          ShardLog log = logs.claim(model.shard(), CLAIMANT);
          model.check(log);
          return log;
        } catch (IOException e) {
          clock.pause(1);
          driver.step();
        }
      }
    }
  }
}
