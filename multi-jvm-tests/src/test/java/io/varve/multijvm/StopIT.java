package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A node that is told to stop while it is written to leaves in order. */
class StopIT {
  private static final Duration QUICK = Duration.ofSeconds(20);

  @RegisterExtension final SeededRandom random = new SeededRandom();
  @TempDir Path directory;

  @Test
  void keepsWhatItAcknowledgedAndLeavesNothingToReplay() throws Exception {
    Ledger ledger = new Ledger("");
    List<Sender> senders = new ArrayList<>();
    try (Node node = Node.over(directory.resolve("data"), "--set", "varve.shards=4")) {
      node.start().awaitReady();
      for (int i = 0; i < 3; i++) {
        senders.add(
            new Sender(i, node.base(), ledger, InstantSource.system(), random.fork(), Duration.ZERO)
                .start());
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
      long before = System.nanoTime();
      assertThat(node.stop()).isZero();
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      System.out.printf(
          "stopped after %d ms with %d samples acknowledged%n",
          took.toMillis(), ledger.acknowledged());
      assertThat(took).isLessThan(QUICK);
      for (Sender sender : senders) {
        sender.stop();
      }
      assertThat(ledger.acknowledged()).isPositive();
      node.start().awaitReady();
      ledger.check(node.base());
      assertThat(node.logged()).doesNotContain("WARN").doesNotContain("ERROR");
      node.stop();
    } finally {
      senders.forEach(Sender::close);
    }
  }
}
