package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.TenantId;
import io.varve.persistence.event.EventCodec;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.DiskFaults;
import io.varve.persistence.head.ForcedLengths;
import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.head.index.HeadIndex;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shard's state is a function of the events in its log, and of nothing else. */
final class ShardReplayTest {
  private static final int OPERATIONS = 250;

  /** In nothing like those that the log was written under. */
  private static final ShardSettings OTHERS =
      new ShardSettings(
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          1,
          Duration.ZERO,
          1,
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          1,
          1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          new CheckpointSettings(1, 1, 1, 1, 1));

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void otherSettingsLimitsAndClocksReplayTheSameBits() throws IOException {
    long replayed = 0;
    for (int run = 0; run < Scale.of(10, 300); run++) {
      long seed = random.nextLong();
      CrashDisk disk = new CrashDisk(seed);
      disk.crashAt(300 + random.nextInt(700));
      new ShardWorkload(seed, 2 * OPERATIONS).run(disk);
      long now = 1_750_000_000_000L;
      ShardSettings first = ShardWorkload.settings(new Random(seed));
      List<Recovered> one = recovered(disk.crash(seed), first, now);
      List<Recovered> other = recovered(disk.crash(seed), OTHERS, now + 400L * 24 * 3_600_000);
      for (int shard = 0; shard < one.size(); shard++) {
        assertThat(other.get(shard).state()).isEqualTo(one.get(shard).state());
        assertThat(other.get(shard).checkpoint()).isEqualTo(one.get(shard).checkpoint());
        replayed += one.get(shard).replayed();
      }
    }
    assertThat(replayed).isGreaterThan(100);
  }

  @SuppressWarnings("ArrayRecordComponent") // Compared one by one.
  private record Recovered(String state, byte[] checkpoint, long replayed) {}

  private static List<Recovered> recovered(CrashDisk disk, ShardSettings settings, long now)
      throws IOException {
    SimulatedNode node =
        SimulatedNode.start(disk, new Random(1), settings, new SimulatedNode.Clock(now));
    List<Recovered> shards = new ArrayList<>();
    for (int i = 0; i < SimulatedNode.SHARDS; i++) {
      SimulatedShard shard = node.shard(i);
      var committer = shard.loaded().committer();
      long replayed = shard.state().sequenceNr() - committer.newest().manifest().sequenceNr();
      String state = StateDump.bits(shard.state(), shard.loaded().segments());
      CompletableFuture<Void> done = shard.checkpoint();
      while (!done.isDone()) {
        shard.turn();
        node.runTask();
      }
      String key = committer.newest().manifest().checkpoint().orElseThrow().object().key();
      shards.add(new Recovered(state, node.environment().store().get(key), replayed));
    }
    return shards;
  }

  @Test
  void replayFromTheBeginningGivesTheLiveStateToTheBit() throws IOException {
    for (int run = 0; run < Scale.of(10, 300); run++) {
      long seed = random.nextLong();
      new ShardWorkload(seed, OPERATIONS)
          .withoutRestarts()
          .run(
              new CrashDisk(seed),
              OPERATIONS,
              node -> {
                for (int shard = 0; shard < SimulatedNode.SHARDS; shard++) {
                  compareWithReplay(node.shard(shard));
                }
              });
    }
  }

  private static void compareWithReplay(SimulatedShard live) throws IOException {
    CrashDisk disk = new CrashDisk(1);
    Path directory = Path.of("/head/00000");
    disk.createDirectories(directory);
    HeadSegments segments =
        HeadSegments.open(disk, directory, live.state().shard(), ForcedLengths.NONE, Runnable::run);
    SeriesApplier applier = new SeriesApplier(segments);
    ShardState replica =
        new ShardState(live.state().shard(), new HeadIndex(), new SeriesBudget(1), (_, _) -> false);
    replica.restorePosition(0, 1);
    long sequenceNr = 0;
    for (byte[] record : live.durable()) {
      replica.replay(EventCodec.decode(record), ++sequenceNr, applier);
      dropWhatBlocksHold(replica, live.state());
    }
    assertThat(StateDump.bits(replica, segments))
        .isEqualTo(StateDump.bits(live.state(), live.loaded().segments()));
    assertThat(StateDump.meaning(replica, segments))
        .isEqualTo(StateDump.meaning(live.state(), live.loaded().segments()));
  }

  /** The log does not say when a block was committed: the live shard does. */
  private static void dropWhatBlocksHold(ShardState replica, ShardState live) {
    for (TenantState tenant : replica.tenants()) {
      Set<WindowId> gone = new HashSet<>(tenant.cutting().keySet());
      gone.removeAll(cutting(live, tenant.id()));
      for (WindowId w : gone) {
        tenant.dropped(w);
        replica.series().forEach((_, ref) -> drop(replica, tenant.id(), ref, w));
      }
    }
  }

  private static void drop(ShardState state, TenantId tenant, int ref, WindowId w) {
    for (int own : state.refs(tenant)) {
      if (own == ref) {
        state.series().get(ref).drop(w.start(), w.generation());
      }
    }
  }

  private static Set<WindowId> cutting(ShardState state, TenantId tenant) {
    return state.tenant(tenant).cutting().keySet();
  }

  @Test
  void aRestartGivesTheLiveState() throws IOException {
    liveAndRestarted(false);
  }

  /** What the log refused is undone everywhere, and work goes on behind it. */
  @Test
  void aRestartGivesTheLiveStateOnADiskThatFails() throws IOException {
    assertThat(liveAndRestarted(true)).isGreaterThan(10);
  }

  private int liveAndRestarted(boolean failing) throws IOException {
    int unavailable = 0;
    for (int run = 0; run < Scale.of(20, 600); run++) {
      long seed = random.nextLong();
      CrashDisk disk = new CrashDisk(seed);
      if (failing) {
        disk.faults(fullNowAndThen(seed));
      }
      ShardWorkload workload = new ShardWorkload(seed, OPERATIONS);
      List<String> live = new ArrayList<>();
      workload.run(
          disk,
          OPERATIONS,
          node -> {
            disk.faults(DiskFaults.NONE);
            node.settle();
            live.addAll(meanings(node));
          });
      unavailable += workload.counts().unavailable;
      CrashDisk after = disk.crash(seed);
      SimulatedNode restarted =
          SimulatedNode.start(
              after,
              new Random(seed),
              ShardWorkload.settings(new Random(seed)),
              new SimulatedNode.Clock(0));
      assertThat(meanings(restarted)).as("seed %d", seed).isEqualTo(live);
    }
    return unavailable;
  }

  private static List<String> meanings(SimulatedNode node) {
    List<String> meanings = new ArrayList<>();
    for (int shard = 0; shard < SimulatedNode.SHARDS; shard++) {
      SimulatedShard s = node.shard(shard);
      meanings.add(StateDump.meaning(s.state(), s.loaded().segments()));
    }
    return meanings;
  }

  private static DiskFaults fullNowAndThen(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return (_, number, _) ->
        number / 40 % 3 == 2 && random.nextInt(3) == 0
            ? DiskFaults.Fault.NO_SPACE
            : DiskFaults.Fault.NONE;
  }
}
