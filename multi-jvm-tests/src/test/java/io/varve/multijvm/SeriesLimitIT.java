package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.testing.Scale;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteReadClient;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteAnswer;
import io.varve.testing.remote.WriteBatch;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many times as many series as the heap holds cost their senders those series, and nothing else.
 */
class SeriesLimitIT {
  private static final int SERIES = Scale.of(300_000, 10_000_000);
  private static final String HEAP = Scale.isLong() ? "-Xmx1g" : "-Xmx256m";
  private static final int BATCH = 5_000;
  private static final int KNOWN = 2_000;

  @TempDir Path directory;

  private long refusedBatches;

  @Test
  void staysUpAndKeepsKnownSeriesCurrent() throws Exception {
    try (Node node =
        Node.over(directory.resolve("data"))
            .withJavaOptions(HEAP + (Scale.isLong() ? "" : " -XX:TieredStopAtLevel=1"))) {
      node.start().awaitReady();
      long begun = System.nanoTime();
      long first = System.currentTimeMillis();
      try (RemoteWriteClient client = new RemoteWriteClient(node.base(), "")) {
        push(client, first);
        System.out.printf(
            "%d series pushed in %d ms, %.0f in the head, %d batches met the limit%n",
            SERIES,
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
            node.metric("varve_head_series"),
            refusedBatches);
        assertThat(refusedBatches).isPositive();
        checkKnown(node, client, first);
      }
      node.kill();
      long restarted = System.nanoTime();
      node.start().awaitReady();
      System.out.printf(
          "ready again after %d ms with %.0f series in the head%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - restarted),
          node.metric("varve_head_series"));
      try (RemoteWriteClient client = new RemoteWriteClient(node.base(), "")) {
        checkKnown(node, client, first);
      }
      assertThat(node.stop()).isZero();
    }
  }

  private void push(RemoteWriteClient client, long t) throws Exception {
    WriteBatch batch = new WriteBatch();
    for (int i = 0; i < SERIES; i += BATCH) {
      batch.clear();
      for (int k = i; k < i + BATCH; k++) {
        batch.add(EncodedSeries.of(labels(k)), t, k);
      }
      WriteAnswer answer = persistently(client, batch);
      if (!answer.isSuccess()) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("series").contains("limit");
        refusedBatches++;
      }
    }
  }

  /** The series that came first take samples still, and give them back. */
  private static void checkKnown(Node node, RemoteWriteClient client, long first) throws Exception {
    long now = System.currentTimeMillis();
    WriteBatch batch = new WriteBatch();
    for (int k = 0; k < KNOWN; k++) {
      batch.add(EncodedSeries.of(labels(k)), now, k);
    }
    assertThat(persistently(client, batch).isSuccess()).isTrue();
    Set<String> found = new HashSet<>();
    List<LabelMatcher> known =
        List.of(
            new LabelMatcher(MatchType.EQ, "__name__", "exploding_total"),
            new LabelMatcher(MatchType.EQ, "group", "0"));
    try (RemoteReadClient reader = new RemoteReadClient(node.base(), "")) {
      reader.readChunks(
          known,
          first,
          now,
          (series, t, bits) -> {
            String id = series.get("id");
            if (Double.longBitsToDouble(bits) == Integer.parseInt(id)) {
              found.add(id + "@" + t);
            }
          });
    }
    for (int k = 0; k < KNOWN; k++) {
      assertThat(found).contains(k + "@" + first, k + "@" + now);
    }
  }

  private static WriteAnswer persistently(RemoteWriteClient client, WriteBatch batch)
      throws Exception {
    WriteAnswer answer = client.write(batch);
    for (int i = 0; i < 60 && answer.isTransient(); i++) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      answer = client.write(batch);
    }
    return answer;
  }

  private static Labels labels(int k) {
    return Labels.of(
        "__name__", "exploding_total",
        "group", Integer.toString(k / KNOWN),
        "id", Integer.toString(k),
        "instance", "10.1.%d.%d:9100".formatted(k % 200, k % 7),
        "path", "/api/v1/users/" + k + "/orders");
  }
}
