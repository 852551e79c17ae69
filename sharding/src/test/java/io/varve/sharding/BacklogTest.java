package io.varve.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.sharding.ingest.WriteResult;
import io.varve.testing.node.ManualTime;
import io.varve.testing.node.Sender;
import io.varve.testing.node.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of two senders is cut off for hours; the windows that its samples belong to are in blocks by
 * the time they come. Every one is taken, and is there from the head, from blocks, and after a
 * restart.
 */
class BacklogTest {
  private static final TenantId TENANT = new TenantId("t");
  private static final long ORIGIN = 1_000 * Windows.WINDOW_MS;
  private static final long INTERVAL_MS = 60_000;
  private static final int SERIES = 100;
  private static final int SAMPLES = 9 * 60;
  private static final int CUT_OFF_AFTER = 30;
  private static final String[] SETTINGS = {
    "varve.shards = 2", "varve.block.min-bytes = 0", "varve.delete-delay = 10m"
  };

  @TempDir Path directory;
  private final ManualTime time = new ManualTime(ORIGIN);

  @Test
  void everySampleOfABacklogIsThere() {
    try (TestNode node = TestNode.start(directory, time, SETTINGS)) {
      for (int k = 0; k < SAMPLES; k++) {
        send(node.sender(TENANT), "steady", k);
        if (k < CUT_OFF_AFTER) {
          send(node.sender(TENANT), "cut off", k);
        }
        time.advance(Duration.ofMillis(INTERVAL_MS));
        node.tick();
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> generations(node, 0) >= 4);
      for (int k = CUT_OFF_AFTER; k < SAMPLES; k++) {
        send(node.sender(TENANT), "cut off", k);
      }
      assertAllIsThere(node);
      time.advance(Duration.ofMinutes(20));
      node.tick();
      await().atMost(Duration.ofMinutes(1)).until(() -> generations(node, 1) >= 4);
      assertAllIsThere(node);
    }
    try (TestNode node = TestNode.start(directory, time, SETTINGS)) {
      assertAllIsThere(node);
      node.flush();
      assertAllIsThere(node);
    }
  }

  private static void send(Sender sender, String name, int k) {
    for (int i = 0; i < SERIES; i++) {
      sender.add(Sender.encode(labels(name, i)), ORIGIN + k * INTERVAL_MS, i + k);
    }
    assertThat(sender.send()).isEqualTo(WriteResult.accepted(SERIES));
  }

  private static Labels labels(String name, int i) {
    return Labels.of("__name__", "m", "i", Integer.toString(i), "sender", name);
  }

  /** In how many windows, at least, every shard has a block of this generation. */
  private static long generations(TestNode node, int generation) {
    return node.shards().stream()
        .mapToLong(
            s ->
                s.committer().newest().manifest().blocks().values().stream()
                    .map(BlockEntry::windows)
                    .flatMap(w -> w.stream().filter(g -> g.generation() == generation))
                    .distinct()
                    .count())
        .min()
        .orElse(0);
  }

  private void assertAllIsThere(TestNode node) {
    Map<Labels, Integer> count = new HashMap<>();
    node.read(
        TENANT,
        new LabelMatcher(MatchType.EQ, "__name__", "m"),
        ORIGIN,
        time.millis(),
        (labels, samples) -> {
          int k = 0;
          int i = Integer.parseInt(labels.get("i"));
          for (; samples.next(); k++) {
            assertThat(samples.t()).isEqualTo(ORIGIN + k * INTERVAL_MS);
            assertThat(Double.longBitsToDouble(samples.valueBits())).isEqualTo(i + k);
          }
          count.put(labels, k);
        });
    assertThat(count).hasSize(2 * SERIES);
    assertThat(count.values()).containsOnly(SAMPLES);
  }
}
