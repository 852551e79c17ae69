package io.varve.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.event.WindowId;
import io.varve.sharding.ingest.WriteResult;
import io.varve.testing.node.ManualTime;
import io.varve.testing.node.Point;
import io.varve.testing.node.Sender;
import io.varve.testing.node.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of two senders is cut off for more than eight hours; the windows that its samples belong to
 * are in blocks by the time they come. Every one is taken, and is there from the head, from blocks,
 * and after a restart; and what queries make of them over the seams is to the bit what a store says
 * that had them all in time.
 */
class BacklogTest {
  private static final TenantId TENANT = new TenantId("t");
  private static final long ORIGIN = 1_000 * Windows.WINDOW_MS;
  private static final long INTERVAL_MS = 60_000;
  private static final int SERIES = 40;
  private static final int SAMPLES = 9 * 60;
  private static final int CUT_OFF_AFTER = 30;
  private static final String[] SETTINGS = {
    "varve.shards = 2", "varve.block.min-bytes = 0", "varve.delete-delay = 10m"
  };

  /** Off the grid of samples, and on it. */
  private static final long[] FIRST_STEPS = {ORIGIN + 10 * INTERVAL_MS + 7, ORIGIN};

  private static final List<String> QUERIES =
      List.of(
          "rate(m[5m])", "sum by (sender) (increase(m[7m]))", "m - m offset 1m", "resets(m[2h])");

  @TempDir Path directory;
  private ManualTime time = new ManualTime(ORIGIN);
  private final Map<String, Map<Labels, List<Point>>> undisturbed = new HashMap<>();

  @Test
  void everySampleOfABacklogIsThere() {
    askAStoreThatHadAllInTime();
    time = new ManualTime(ORIGIN);
    try (TestNode node = TestNode.start(directory.resolve("disturbed"), time, SETTINGS)) {
      for (int k = 0; k < SAMPLES; k++) {
        send(node.sender(TENANT), "steady", k);
        if (k < CUT_OFF_AFTER) {
          send(node.sender(TENANT), "cut off", k);
        }
        time.advance(Duration.ofMillis(INTERVAL_MS));
        node.tick();
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> windowsInBlocks(node, 1) >= 4);
      assertThat(evaluate(node)).as("without the backlog").isNotEqualTo(undisturbed);
      for (int k = CUT_OFF_AFTER; k < SAMPLES; k++) {
        send(node.sender(TENANT), "cut off", k);
      }
      assertAllIsThere(node);
      time.advance(Duration.ofMinutes(20));
      node.tick();
      await().atMost(Duration.ofMinutes(1)).until(() -> windowsInBlocks(node, 2) >= 4);
      assertAllIsThere(node);
    }
    try (TestNode node = TestNode.start(directory.resolve("disturbed"), time, SETTINGS)) {
      assertAllIsThere(node);
      node.flush();
      assertAllIsThere(node);
    }
  }

  private void askAStoreThatHadAllInTime() {
    try (TestNode node = TestNode.start(directory.resolve("undisturbed"), time, SETTINGS)) {
      for (int k = 0; k < SAMPLES; k++) {
        send(node.sender(TENANT), "steady", k);
        send(node.sender(TENANT), "cut off", k);
        time.advance(Duration.ofMillis(INTERVAL_MS));
        node.tick();
      }
      undisturbed.putAll(evaluate(node));
    }
    assertThat(undisturbed).hasSize(QUERIES.size() * FIRST_STEPS.length);
    assertThat(undisturbed.get("rate(m[5m])" + FIRST_STEPS[0])).hasSize(2 * SERIES);
  }

  private static Map<String, Map<Labels, List<Point>>> evaluate(TestNode node) {
    Map<String, Map<Labels, List<Point>>> answers = new HashMap<>();
    for (String query : QUERIES) {
      for (long first : FIRST_STEPS) {
        long end = ORIGIN + (SAMPLES + 4) * INTERVAL_MS;
        answers.put(query + first, node.evaluate(TENANT, query, first, end, INTERVAL_MS));
      }
    }
    return answers;
  }

  private static void send(Sender sender, String name, int k) {
    for (int i = 0; i < SERIES; i++) {
      sender.add(Sender.encode(labels(name, i)), ORIGIN + k * INTERVAL_MS, value(i, k));
    }
    assertThat(sender.send()).isEqualTo(WriteResult.accepted(SERIES));
  }

  /** A counter that is reset now and then. */
  private static double value(int i, int k) {
    return k % (97 + i) * (i + 0.1);
  }

  private static Labels labels(String name, int i) {
    return Labels.of("__name__", "m", "i", Integer.toString(i), "sender", name);
  }

  /** How many windows, at least, every shard has so many blocks of. */
  private static long windowsInBlocks(TestNode node, int blocks) {
    return node.shards().stream()
        .mapToLong(
            s ->
                s.committer().newest().manifest().blocks().values().stream()
                    .flatMap(b -> b.windows().stream().map(WindowId::start))
                    .collect(Collectors.groupingBy(start -> start, Collectors.counting()))
                    .values()
                    .stream()
                    .filter(n -> n >= blocks)
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
            assertThat(Double.longBitsToDouble(samples.valueBits())).isEqualTo(value(i, k));
          }
          count.put(labels, k);
        });
    assertThat(count).hasSize(2 * SERIES);
    assertThat(count.values()).containsOnly(SAMPLES);
    Map<String, Map<Labels, List<Point>>> answers = evaluate(node);
    undisturbed.forEach((query, answer) -> assertThat(answers).containsEntry(query, answer));
  }
}
