package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.Labels;
import io.varve.multijvm.Commands.Outcome;
import io.varve.testing.SeededRandom;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteAnswer;
import io.varve.testing.remote.WriteBatch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bad place in the middle of the write-ahead log stops the shard whose record lies there and no
 * other, is named, and goes away by a repair that loses only what was said before.
 */
class CorruptLogIT {
  private static final Pattern RECORD =
      Pattern.compile("(.+)@(\\d+) (EVENT|CLAIM|END) shard=(\\d+) epoch=\\d+ .*");
  private static final int SERIES = 24;
  private static final int ROUNDS = 60;

  private record Record(String file, long offset, String type, int shard) {}

  @RegisterExtension final SeededRandom random = new SeededRandom();
  @TempDir Path directory;

  private final Ledger ledger = new Ledger("");
  private final List<Labels> series = new ArrayList<>();
  private long now = System.currentTimeMillis() - 1000 * ROUNDS;

  @Test
  void stopsOneShardUntilItIsRepaired() throws Exception {
    for (int i = 0; i < SERIES; i++) {
      series.add(Labels.of("__name__", "written_total", "series", Integer.toString(i)));
    }
    Path data = directory.resolve("data");
    String[] flags = {"--set", "varve.shards=4", "--set", "varve.ingest.deadline=1s"};
    try (Node node = Node.over(data, flags)) {
      node.start().awaitReady();
      for (int i = 0; i < ROUNDS; i++) {
        assertThat(writeEach(node)).isEmpty();
      }
      node.kill();

      assertThat(inspect(data).status()).isZero();
      Record damaged = damage(data);

      node.start();
      String reason = awaitReason(node);
      assertThat(reason)
          .contains("shard " + damaged.shard())
          .contains(damaged.file())
          .contains(Long.toString(damaged.offset()));
      assertThat(node.logged()).contains(damaged.file());

      Set<Labels> stopped = writeEach(node);
      assertThat(stopped).isNotEmpty().hasSizeLessThan(SERIES);
      assertThatThrownBy(() -> ledger.missing(node.base()))
          .as("a read says that a shard is missing")
          .isInstanceOf(IOException.class);
      assertThat(node.stop()).isZero();

      Outcome before = inspect(data);
      assertThat(before.status()).isEqualTo(3);
      assertThat(before.out())
          .containsPattern(
              "shard %d: .*STOPPED at .*@%d".formatted(damaged.shard(), damaged.offset()));
      Outcome repaired =
          Commands.run(
              "log", "repair", "--data-dir", data.toString(), "--shard", "" + damaged.shard());
      assertThat(repaired.status()).as(repaired.toString()).isZero();
      assertThat(inspect(data).status()).isZero();

      node.start().awaitReady();
      assertThat(writeEach(node)).isEmpty();
      List<Ledger.Missing> missing = ledger.missing(node.base());
      assertThat(missing).isNotEmpty().hasSizeLessThan(ROUNDS * stopped.size());
      assertThat(missing).allMatch(m -> stopped.contains(m.series()));
      node.kill();
      node.start().awaitReady();
      assertThat(ledger.missing(node.base())).isEqualTo(missing);
      assertThat(node.stop()).isZero();
    }
  }

  /** Writes a sample of each series by itself and returns the series that were not stored. */
  private Set<Labels> writeEach(Node node) throws IOException, InterruptedException {
    now += 1000;
    Set<Labels> failed = new HashSet<>();
    WriteBatch batch = new WriteBatch();
    try (RemoteWriteClient client = new RemoteWriteClient(node.base(), "")) {
      for (Labels s : series) {
        batch.clear();
        batch.add(EncodedSeries.of(s), now, Ledger.value(s, now));
        ledger.sent(s, now);
        WriteAnswer answer = client.write(batch);
        if (answer.isSuccess()) {
          ledger.acknowledged(s, now);
        } else {
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.retryAfterSeconds()).isPositive();
          failed.add(s);
        }
      }
    }
    return failed;
  }

  private static Outcome inspect(Path data) throws IOException, InterruptedException {
    return Commands.run("log", "inspect", "--data-dir", data.toString());
  }

  /** Flips bits of an event that has others of its shard before and behind it. */
  private Record damage(Path data) throws IOException, InterruptedException {
    List<Record> records = records(data);
    int victim = records.size() / 3 + random.nextInt(records.size() / 3);
    while (!records.get(victim).type().equals("EVENT")) {
      victim++;
    }
    Record damaged = records.get(victim);
    assertThat(records.get(victim + 1).file()).isEqualTo(damaged.file());
    long last = records.get(victim + 1).offset() - 1;
    try (RandomAccessFile file = new RandomAccessFile(damaged.file(), "rw")) {
      file.seek(last);
      int was = file.read();
      file.seek(last);
      file.write(was ^ (1 + random.nextInt(255)));
    }
    return damaged;
  }

  private static List<Record> records(Path data) throws IOException, InterruptedException {
    return Commands.run("log", "inspect", "--records", "--data-dir", data.toString())
        .out()
        .lines()
        .map(RECORD::matcher)
        .filter(Matcher::matches)
        .map(
            m ->
                new Record(
                    m.group(1),
                    Long.parseLong(m.group(2)),
                    m.group(3),
                    Integer.parseInt(m.group(4))))
        .toList();
  }

  /** What readiness says once the shards that can start have started. */
  private static String awaitReason(Node node) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              var ready = node.get("/-/ready");
              assertThat(ready.statusCode()).isEqualTo(503);
              return ready.body();
            },
            body -> body.contains("3 of 4 shards"));
  }
}
