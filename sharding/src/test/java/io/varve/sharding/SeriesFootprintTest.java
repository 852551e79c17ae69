package io.varve.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.testing.Scale;
import io.varve.testing.node.Heap;
import io.varve.testing.node.ManualTime;
import io.varve.testing.node.Sender;
import io.varve.testing.node.TestNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a live series costs, all in: actor, state, open chunk, labels, postings, the maps that lead
 * to it, its route. The whole heap is weighed with and without the series.
 */
class SeriesFootprintTest {
  private static final TenantId TENANT = new TenantId("fleet");
  private static final int SERIES = Scale.of(20_000, 200_000);
  private static final int SCRAPES = 60;
  private static final long INTERVAL_MS = 15_000;
  private static final int BUDGET_BYTES = 1_400;

  @TempDir Path directory;

  @Test
  void aLiveSeriesFitsItsBudget() {
    assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
        .as("the flags that the program runs with")
        .contains("-XX:+UseCompactObjectHeaders");
    ManualTime time = new ManualTime(1_000 * Windows.WINDOW_MS);
    try (TestNode node =
        TestNode.start(directory, time, "varve.shards = 16", "varve.head.park-after = 1d")) {
      write(node, time, Population.SERIES_OF_WARM_UP, 2);
      node.checkpoint();
      long before = Heap.usedAfterCollection();
      long actors = node.tsdb().metrics().liveSeriesActors();
      write(node, time, SERIES, SCRAPES);
      node.checkpoint();
      assertThat(node.tsdb().metrics().liveSeriesActors() - actors)
          .isEqualTo(SERIES - Population.SERIES_OF_WARM_UP);
      long bytes = (Heap.usedAfterCollection() - before) / (SERIES - Population.SERIES_OF_WARM_UP);
      System.out.println("bytes per live series: " + bytes);
      assertThat(bytes).as("bytes per live series").isLessThanOrEqualTo(BUDGET_BYTES);
    }
  }

  private static void write(TestNode node, ManualTime time, int series, int scrapes) {
    for (int k = 0; k < scrapes; k++) {
      for (int i = 0; i < series; i += 5_000) {
        Sender sender = node.sender(TENANT);
        for (int j = i; j < Math.min(series, i + 5_000); j++) {
          sender.add(
              Sender.encode(Population.labels(j)),
              time.millis(),
              Population.value(j, time.millis()));
        }
        sender.send();
      }
      time.advance(Duration.ofMillis(INTERVAL_MS));
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> node.tsdb().metrics().liveSeriesActors() >= series);
  }
}
