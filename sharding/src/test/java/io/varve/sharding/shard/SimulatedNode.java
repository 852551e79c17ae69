package io.varve.sharding.shard;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.DiskFaults;
import io.varve.persistence.log.wal.SteppedWal;
import io.varve.persistence.log.wal.WalSettings;
import io.varve.persistence.objectstore.FileObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/** A process on a private data directory: its log, its store and its shards, in one thread. */
final class SimulatedNode {
  static final Path STORE = Path.of("/data/store");
  static final int SHARDS = 2;
  private static final Path DATA = Path.of("/data");
  private static final WalSettings WAL =
      new WalSettings(
          16 << 10, 4 << 10, 64 << 10, 8 << 10, Duration.ofMillis(1), Duration.ofMillis(8));

  /** What passes by the wall clock, and goes on over restarts. */
  static final class Clock implements InstantSource {
    private long now;

    Clock(long now) {
      this.now = now;
    }

    void advance(Duration d) {
      now += d.toMillis();
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }
  }

  private final CrashDisk disk;
  private final Random random;
  private final SteppedWal wal;
  private final ManualTasks tasks = new ManualTasks();
  private final List<Runnable> timers = new ArrayList<>();
  private final ShardEnvironment environment;
  private final List<SimulatedShard> shards = new ArrayList<>();

  private SimulatedNode(CrashDisk disk, Random random, ShardSettings settings, Clock clock)
      throws IOException {
    this.disk = disk;
    this.random = random;
    FileObjectStore store = new FileObjectStore(disk, STORE);
    Path head = DATA.resolve("head");
    Path work = DATA.resolve("work");
    disk.createDirectories(head);
    disk.createDirectories(work);
    disk.forceDirectory(DATA);
    wal = SteppedWal.open(disk, DATA, WAL);
    environment =
        new ShardEnvironment(
            settings,
            store,
            wal.logs(),
            disk,
            head,
            work,
            "test",
            SHARDS,
            random.nextLong(),
            tasks,
            tasks,
            (_, task) -> timers.add(task),
            clock,
            () -> clock.millis() * 1_000_000,
            random,
            Duration.ofMinutes(30),
            new SeriesBudget(1000),
            new Semaphore(1),
            new Semaphore(1),
            new ShardMetrics());
  }

  /** Starts a process and its shards. */
  static SimulatedNode start(CrashDisk disk, Random random, ShardSettings settings, Clock clock)
      throws IOException {
    SimulatedNode node =
        retried(disk, () -> new SimulatedNode(disk, random, settings, clock), () -> {});
    for (int shard = 0; shard < SHARDS; shard++) {
      node.shards.add(node.startShard(shard));
    }
    return node;
  }

  private SimulatedShard startShard(int shard) throws IOException {
    return retried(
        disk, () -> SimulatedShard.start(shard, environment, this::meanwhile), wal::stepAll);
  }

  private interface Start<T> {
    T start() throws IOException;
  }

  /** On a disk that fails, a start may; the guardian tries again. */
  private static <T> T retried(CrashDisk disk, Start<T> start, Runnable meanwhile)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return start.start();
      } catch (IOException e) {
        if (disk.hasCrashed() || attempt == 5) {
          throw e;
        }
        disk.faults(DiskFaults.NONE);
        meanwhile.run();
      }
    }
  }

  private void meanwhile(Runnable turns) {
    tasks.outside(
        () -> {
          for (int i = random.nextInt(3); i > 0; i--) {
            wal.step();
          }
          turns.run();
        });
  }

  SimulatedShard shard(int shard) {
    return shards.get(shard);
  }

  ShardEnvironment environment() {
    return environment;
  }

  void stepLog() {
    wal.step();
  }

  void runTask() {
    tasks.runAny(random);
  }

  void fireTimers() {
    List<Runnable> due = List.copyOf(timers);
    timers.clear();
    due.forEach(Runnable::run);
  }

  /** Starts a shard anew, as its guardian does; what the old one had begun goes on. */
  void restart(int shard) throws IOException {
    shards.get(shard).stop();
    shards.set(shard, startShard(shard));
  }

  /** Goes on until nothing is left to do. */
  void settle() {
    do {
      wal.stepAll();
      shards.forEach(SimulatedShard::turn);
      tasks.runAny(random);
    } while (!tasks.isEmpty() || !shards.stream().allMatch(SimulatedShard::isIdle));
  }

  /** Ends the process without haste. */
  void close() {
    settle();
    wal.logs().close();
  }
}
