package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that is killed again and again while senders go on keeps every sample that it has
 * acknowledged, and holds none that it refused or was never sent.
 *
 * <p>Its settings make it checkpoint, cut and truncate all the time, so that the kills meet that.
 */
class KillIT {
  private static final int KILLS = Scale.of(4, 24);
  private static final long LONGEST_LIFE_MS = Scale.of(4_000, 8_000);

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
    try (Node node = Node.over(directory.resolve("data"), BUSY)) {
      try {
        for (int i = 0; i < 4; i++) {
          Ledger ledger = ledgers[i % ledgers.length];
          senders.add(
              new Sender(i, node.base(), ledger, clock, random.fork(), Duration.ofMillis(5))
                  .start());
        }
        Tally tally = new Tally();
        for (int kill = 0; kill < KILLS; kill++) {
          live(node, clock, tally);
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
      } finally {
        senders.forEach(Sender::close);
      }
    }
  }

  /** Starts the node and kills it at a random moment: one time in four before it is ready. */
  private void live(Node node, FastClock clock, Tally tally) throws Exception {
    long begun = System.nanoTime();
    node.start(clock.flags());
    if (random.nextInt(4) == 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(4_000)));
      tally.early++;
    } else {
      node.awaitReady();
      tally.startUp(System.nanoTime() - begun);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(LONGEST_LIFE_MS)));
      tally.checkpoints += (long) node.metric("varve_checkpoints_total");
      tally.blocks += (long) node.metric("varve_blocks_cut_total");
    }
    node.kill();
  }

  private static void check(Node node, Ledger[] ledgers) throws Exception {
    for (Ledger ledger : ledgers) {
      assertThat(ledger.acknowledged()).isPositive();
      ledger.check(node.base());
    }
  }

  /** What the kills met. */
  private static final class Tally {
    private int early;
    private long checkpoints;
    private long blocks;
    private final List<Long> startUpMs = new ArrayList<>();

    private void startUp(long nanos) {
      startUpMs.add(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    @Override
    public String toString() {
      return "%d killed while starting, %d checkpoints, %d blocks, ready after %s ms"
          .formatted(early, checkpoints, blocks, startUpMs);
    }
  }
}
