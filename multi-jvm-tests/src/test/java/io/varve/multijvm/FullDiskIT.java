package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.testing.SeededRandom;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteAnswer;
import io.varve.testing.remote.WriteBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A node whose disk is full refuses for a while, forgets nothing and goes on by itself. */
class FullDiskIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int MEBIBYTES = 32;

  @RegisterExtension final SeededRandom random = new SeededRandom();
  @TempDir Path directory;

  private final Ledger ledger = new Ledger("");

  @Test
  void refusesForAWhileAndKeepsWhatItAcknowledged() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), MEBIBYTES);
        Node node =
            Node.over(
                disk.path().resolve("data"),
                "--set",
                "varve.shards=4",
                "--set",
                "varve.checkpoint.samples=5000",
                "--set",
                "varve.log.segment-size=1MiB",
                "--set",
                "varve.log.reserve=256KiB",
                "--set",
                "varve.ingest.deadline=3s")) {
      node.start().awaitReady();
      send(node, 0);

      fillUp(disk, node);
      assertThat(node.get("/-/healthy").statusCode()).isEqualTo(200);
      ledger.check(node.base());

      disk.free();
      Awaitility.await().atMost(SOON).until(() -> write(node).isSuccess());
      send(node, 1);
      ledger.check(node.base());

      fillUp(disk, node);
      node.kill();
      disk.free();
      node.start().awaitReady();
      ledger.check(node.base());
      send(node, 2);
      ledger.check(node.base());
      assertThat(node.stop()).isZero();
    }
  }

  @Test
  void stopsInOrderOnAFullDisk() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), MEBIBYTES);
        Node node =
            Node.over(
                disk.path().resolve("data"),
                "--set",
                "varve.shards=4",
                "--set",
                "varve.drain.deadline=5s",
                "--set",
                "varve.ingest.deadline=3s")) {
      node.start().awaitReady();
      send(node, 0);
      fillUp(disk, node);
      assertThat(node.stop()).isZero();
      disk.free();
      node.start().awaitReady();
      ledger.check(node.base());
      assertThat(node.stop()).isZero();
    }
  }

  /** Senders of all kinds, for a second. */
  private void send(Node node, int round) throws InterruptedException {
    List<Sender> senders = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        senders.add(
            new Sender(
                    2 * round + i,
                    node.base(),
                    ledger,
                    InstantSource.system(),
                    random.fork(),
                    Duration.ofMillis(5))
                .start());
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      for (Sender sender : senders) {
        sender.stop();
      }
    } finally {
      senders.forEach(Sender::close);
    }
  }

  /** Takes all space, again and again, until the node says that it has none. */
  private void fillUp(SmallDisk disk, Node node) {
    WriteAnswer refused =
        Awaitility.await()
            .atMost(SOON)
            .until(
                () -> {
                  disk.fill();
                  return write(node);
                },
                answer -> answer.status() == 503);
    assertThat(refused.retryAfterSeconds()).isPositive();
    assertThat(refused.samplesWritten()).isZero();
  }

  private WriteAnswer write(Node node) throws IOException, InterruptedException {
    Labels probe = Labels.of("__name__", "probe");
    long now = System.currentTimeMillis();
    WriteBatch batch = new WriteBatch();
    batch.add(EncodedSeries.of(probe), now, Ledger.value(probe, now));
    ledger.sent(probe, now);
    try (RemoteWriteClient client = new RemoteWriteClient(node.base(), "")) {
      WriteAnswer answer = client.write(batch);
      if (answer.isSuccess()) {
        ledger.acknowledged(probe, now);
      }
      return answer;
    }
  }
}
