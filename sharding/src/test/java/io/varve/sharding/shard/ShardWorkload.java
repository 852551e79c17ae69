package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.TenantId;
import io.varve.persistence.block.BlockReader;
import io.varve.persistence.event.Event;
import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.persistence.testing.TestValues;
import io.varve.sharding.shard.ShardModel.SeriesKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The life of a node, in one thread and repeatable from a seed: batches, time, cuts, checkpoints,
 * retention, removals, restarts, until all is done or the machine ends. It is checked after each
 * start, and now and then.
 */
final class ShardWorkload {
  private static final long BEGIN = 1_750_000_000_000L;

  private final Random random;
  private final ShardSettings settings;
  private final SimulatedNode.Clock clock;
  private final int operations;
  private final List<ShardModel> models = new ArrayList<>();
  private final List<RandomBatches> batches = new ArrayList<>();
  private final Counts counts = new Counts();
  private boolean restarts = true;

  /** What has happened, to see that it did. */
  static final class Counts {
    int acknowledged;
    int unavailable;
    int restarts;
    long blocks;
  }

  ShardWorkload(long seed, int operations) {
    random = new Random(seed);
    this.operations = operations;
    settings = settings(random);
    clock = new SimulatedNode.Clock(BEGIN + random.nextLong(Duration.ofHours(4).toMillis()));
    for (int shard = 0; shard < SimulatedNode.SHARDS; shard++) {
      models.add(new ShardModel());
      batches.add(new RandomBatches(random, models.get(shard)));
    }
  }

  static ShardSettings settings(Random random) {
    return new ShardSettings(
        Duration.ofDays(2),
        Duration.ofMinutes(10),
        6 + random.nextInt(3),
        Duration.ofMinutes(15),
        random.nextBoolean() ? 0 : 2000,
        Duration.ofHours(6 + random.nextInt(6)),
        Duration.ofMinutes(15),
        2000,
        2,
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        new CheckpointSettings(
            800, 200 + random.nextInt(400), random.nextInt(200), 64 << 10, 4 + random.nextInt(8)));
  }

  /** Lets shards live as long as the node. */
  ShardWorkload withoutRestarts() {
    restarts = false;
    return this;
  }

  Counts counts() {
    return counts;
  }

  /** Looks at a node when its work is done. */
  interface AtEnd {
    void look(SimulatedNode node) throws IOException;
  }

  void run(CrashDisk disk) throws IOException {
    run(disk, operations, node -> {});
  }

  /**
   * Starts a node on a disk, checks what is there, and works until done or the machine ends.
   *
   * @param most how many operations
   * @param atEnd called when all work is done, if the machine lasts so long
   */
  void run(CrashDisk disk, int most, AtEnd atEnd) throws IOException {
    try {
      SimulatedNode node = SimulatedNode.start(disk, random, settings, clock);
      try {
        work(disk, node, most, atEnd);
      } finally {
        for (int shard = 0; shard < models.size(); shard++) {
          noteRefusals(node, shard);
        }
      }
    } catch (IOException | RuntimeException e) {
      if (!disk.hasCrashed()) {
        throw e;
      }
    }
  }

  private void work(CrashDisk disk, SimulatedNode node, int most, AtEnd atEnd) throws IOException {
    for (int shard = 0; shard < models.size(); shard++) {
      check(disk, node, shard, true);
    }
    for (int i = 0; i < most && !disk.hasCrashed(); i++) {
      step(disk, node);
    }
    node.settle();
    atEnd.look(node);
    node.close();
    counts.blocks += node.environment().metrics().blocks();
  }

  /** Batches behind a refused event are refused, too, though a restart may swallow the answers. */
  private void noteRefusals(SimulatedNode node, int shard) {
    if (node.shard(shard).wasRefused()) {
      models.get(shard).someRefused();
    }
  }

  private void step(CrashDisk disk, SimulatedNode node) throws IOException {
    int shard = random.nextInt(models.size());
    switch (random.nextInt(40)) {
      case 0 -> node.settle();
      case 1 -> check(disk, node, shard, false);
      case 2 -> {
        CompletableFuture<?> _ = node.shard(shard).flush();
      }
      case 3 -> {
        CompletableFuture<?> _ = node.shard(shard).checkpoint();
      }
      case 4 -> {
        if (restarts && random.nextInt(4) == 0) {
          restart(disk, node, shard);
        }
      }
      case 5, 6, 7, 8 -> tick(disk, node);
      case 9, 10, 11, 12 -> node.runTask();
      case 13, 14, 15, 16, 17 -> node.stepLog();
      case 18, 19, 20, 21, 22, 23, 24, 25 -> node.shard(shard).turn();
      case 26 -> node.fireTimers();
      default -> write(node.shard(shard), shard);
    }
  }

  private void tick(CrashDisk disk, SimulatedNode node) throws IOException {
    Duration step =
        switch (random.nextInt(30)) {
          case 0 -> Duration.ofHours(12 + random.nextInt(24));
          case 1, 2, 3, 4 -> Duration.ofMinutes(40 + random.nextInt(120));
          default -> Duration.ofSeconds(5 + random.nextInt(600));
        };
    clock.advance(step);
    for (int shard = 0; shard < models.size(); shard++) {
      node.shard(shard).tick();
      if (!node.shard(shard).stopped().isEmpty()) {
        restart(disk, node, shard);
      }
    }
  }

  private void restart(CrashDisk disk, SimulatedNode node, int shard) throws IOException {
    counts.restarts++;
    noteRefusals(node, shard);
    node.restart(shard);
    check(disk, node, shard, true);
  }

  private void write(SimulatedShard shard, int number) {
    ShardModel model = models.get(number);
    long now = clock.millis();
    RandomBatches.Made made = batches.get(number).next(shard.epoch(), now);
    ShardModel.Attempt attempt = model.attempt();
    List<Event.Samples> sent =
        shard.write(made.batch(), reply -> answered(number, made, attempt, reply));
    sent.forEach(event -> note(event.columns(), made, attempt, model, now));
  }

  /** Notes what of a batch is in its event: whole series less what is out of bounds, in order. */
  private void note(
      SampleColumns event,
      RandomBatches.Made made,
      ShardModel.Attempt attempt,
      ShardModel model,
      long now) {
    SampleColumns batch = made.batch().columns();
    int next = 0;
    for (int i = 0; i < batch.seriesCount(); i++) {
      List<ShardModel.Sample> inBounds = samples(batch, i);
      inBounds.removeIf(x -> x.t() < Math.max(0, now - retention()) || x.t() >= now + future());
      if (next < event.seriesCount()
          && event.ref(next) == batch.ref(i)
          && !inBounds.isEmpty()
          && inBounds.equals(samples(event, next))) {
        next++;
        SeriesKey key = made.series().get(i);
        inBounds.forEach(x -> model.sent(attempt, key, x));
      }
    }
    assertThat(next).as("series of the event").isEqualTo(event.seriesCount());
  }

  private static List<ShardModel.Sample> samples(SampleColumns columns, int i) {
    List<ShardModel.Sample> samples = new ArrayList<>();
    for (int k = columns.start(i); k < columns.end(i); k++) {
      samples.add(new ShardModel.Sample(columns.time(k), TestValues.of(columns, k)));
    }
    return samples;
  }

  private void answered(
      int shard, RandomBatches.Made made, ShardModel.Attempt attempt, BatchReply reply) {
    switch (reply) {
      case BatchReply.Applied applied -> {
        attempt.acknowledged();
        batches.get(shard).learnt(made, applied);
        counts.acknowledged++;
      }
      case BatchReply.Unavailable _ -> {
        attempt.refused();
        counts.unavailable++;
      }
    }
  }

  private long retention() {
    return settings.rawRetention().toMillis();
  }

  private long future() {
    return settings.maxFuture().toMillis();
  }

  private static BlockReader open(CrashDisk disk, BlockEntry block) throws IOException {
    return BlockReader.open(
        disk, SimulatedNode.STORE.resolve(block.tenant().value()).resolve(block.ulid()));
  }

  private void check(CrashDisk disk, SimulatedNode node, int shard, boolean settled)
      throws IOException {
    Map<SeriesKey, SortedMap<Long, Long>> seen = new HashMap<>();
    for (TenantId tenant : RandomBatches.TENANTS) {
      node.shard(shard)
          .read(
              tenant,
              block -> open(disk, block),
              (labels, t, value) -> {
                SortedMap<Long, Long> times =
                    seen.computeIfAbsent(new SeriesKey(tenant, labels), _ -> new TreeMap<>());
                assertThat(times.isEmpty() || times.lastKey() < t).as("times rise").isTrue();
                times.put(t, value);
              });
    }
    models.get(shard).check(seen, clock.millis() - retention(), settled);
  }
}
