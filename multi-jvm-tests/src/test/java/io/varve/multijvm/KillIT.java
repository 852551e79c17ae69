package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that is killed again and again while senders go on keeps every sample that it has
 * acknowledged, and holds none that it refused or was never sent.
 *
 * <p>Its settings make it checkpoint, cut and truncate all the time, so that the kills meet that:
 * each waits for one of these to begin, and what was under way when the log stopped is counted.
 */
class KillIT {
  private static final int KILLS = Scale.of(4, 24);
  private static final long LONGEST_LIFE_MS = Scale.of(4_000, 8_000);

  private static final List<Phase> AIMS = List.of(Phase.values());

  /** How long a kill waits for what it is to meet. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Ten minutes a second: a window is cut every twelve seconds. */
  private static final int CLOCK_RATE = 600;

  private static final String[] BUSY = {
    "--set", "varve.shards=4",
    "--set", "varve.checkpoint.samples=3000",
    "--set", "varve.checkpoint.bytes=256KiB",
    "--set", "varve.block.min-bytes=0",
    "--set", "varve.log.segment-size=512KiB",
    "--set", "varve.delete-delay=1s",
    "--set", "varve.head.max-late-windows=3",
    "--set", "varve.ingest.max-future=7d"
  };

  @RegisterExtension final SeededRandom random = new SeededRandom();
  @TempDir Path directory;

  @Test
  void keepsWhatItAcknowledged() throws Exception {
    FastClock clock = new FastClock(CLOCK_RATE);
    Ledger[] ledgers = {new Ledger(""), new Ledger("second")};
    List<Sender> senders = new ArrayList<>();
    try (Node node =
        Node.over(directory.resolve("data"), BUSY)
            .withJavaOptions(Node.JAVA_OPTIONS + " -Dvarve.log.level=DEBUG")) {
      try {
        for (int i = 0; i < 4; i++) {
          Ledger ledger = ledgers[i % ledgers.length];
          senders.add(
              new Sender(i, node.base(), ledger, clock, random.fork(), Duration.ofMillis(5))
                  .start());
        }
        Tally tally = new Tally();
        for (int kill = 0; kill < KILLS; kill++) {
          live(node, clock, tally, AIMS.get(kill % AIMS.size()));
        }
        node.start(clock.flags()).awaitReady();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        for (Sender sender : senders) {
          sender.stop();
        }
        check(node, ledgers);
        assertThat(node.stop()).isZero();
        node.start(clock.flags()).awaitReady();
        check(node, ledgers);
        System.out.printf(
            "%d kills, %d samples acknowledged, %s%n",
            KILLS, ledgers[0].acknowledged() + ledgers[1].acknowledged(), tally);
        if (Scale.isLong()) {
          assertThat(tally.met.keySet()).as("phases that kills met").contains(Phase.values());
        }
      } finally {
        senders.forEach(Sender::close);
      }
    }
  }

  /** Starts the node and kills it when, after a while, a phase has begun. */
  private void live(Node node, FastClock clock, Tally tally, Phase aim) throws Exception {
    long begun = System.nanoTime();
    LogTail log = node.tail();
    node.start(clock.flags());
    if (aim != Phase.RECOVERY) {
      node.awaitReady();
      tally.startUp(System.nanoTime() - begun);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(LONGEST_LIFE_MS)));
      tally.checkpoints += (long) node.metric("varve_checkpoints_total");
      tally.blocks += (long) node.metric("varve_blocks_cut_total");
      log.more();
    }
    await(aim, log);
    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(3_000)));
    node.kill();
    log.more();
    Phase.open(log.lines()).forEach(p -> tally.met.merge(p, 1, Integer::sum));
  }

  /** Waits until a phase begins; a node that is busy otherwise is killed all the same. */
  private static void await(Phase aim, LogTail log) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && log.more().stream().noneMatch(aim::begins)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private static void check(Node node, Ledger[] ledgers) throws Exception {
    for (Ledger ledger : ledgers) {
      assertThat(ledger.acknowledged()).isPositive();
      ledger.check(node.base());
    }
  }

  /** What the kills met. */
  private static final class Tally {
    private final Map<Phase, Integer> met = new EnumMap<>(Phase.class);
    private long checkpoints;
    private long blocks;
    private final List<Long> startUpMs = new ArrayList<>();

    private void startUp(long nanos) {
      startUpMs.add(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    @Override
    public String toString() {
      return "met %s, %d checkpoints, %d blocks, ready after %s ms"
          .formatted(met, checkpoints, blocks, startUpMs);
    }
  }
}
