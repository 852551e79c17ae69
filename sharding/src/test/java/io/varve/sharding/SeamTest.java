package io.varve.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.sharding.ingest.Delivery;
import io.varve.sharding.ingest.WriteResult;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import io.varve.testing.node.ManualTime;
import io.varve.testing.node.Point;
import io.varve.testing.node.Sender;
import io.varve.testing.node.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Between head and blocks no sample is missing and none comes twice, at whatever offset a reader
 * begins or ends: random samples, in order and late, with cuts, checkpoints and restarts among
 * them, against a map. Cuts are left to run while the next samples are written and read.
 */
class SeamTest {
  private static final long ORIGIN = 1_000 * Windows.WINDOW_MS;
  private static final TenantId[] TENANTS = {new TenantId("a"), new TenantId("b")};
  private static final int SERIES = 24;

  @TempDir Path directory;
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final ManualTime time = new ManualTime(ORIGIN + 3 * Windows.WINDOW_MS);
  private final Map<TenantId, NavigableMap<Labels, NavigableMap<Long, Long>>> model =
      new TreeMap<>();
  private TestNode node;

  private void start() {
    node =
        TestNode.start(
            directory,
            time,
            "varve.shards = 2",
            "varve.block.min-bytes = " + (random.nextBoolean() ? 0 : "4KiB"),
            "varve.checkpoint.samples = " + (200 + random.nextInt(2000)),
            "varve.head.park-after = 1m",
            "varve.delete-delay = 30m");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void everyRangeIsWhatTheModelSays() {
    start();
    for (int step = 0; step < Scale.of(400, 5_000); step++) {
      int choice = random.nextInt(100);
      if (choice < 50) {
        write();
      } else if (choice < 80) {
        compare();
      } else if (choice < 90) {
        time.advance(Duration.ofSeconds(random.nextInt(3600)));
        node.tick();
      } else if (choice < 94) {
        node.tsdb().flush(random.nextBoolean() ? Optional.empty() : Optional.of(tenant()));
      } else if (choice < 97) {
        node.tsdb().checkpoint();
      } else if (random.nextInt(20) == 0) {
        restart();
      }
    }
    restart();
    compareAll();
    node.flush();
    compareAll();
    restart();
    compareAll();
  }

  private void restart() {
    if (random.nextBoolean()) {
      node.checkpoint();
    }
    node.close();
    start();
  }

  private TenantId tenant() {
    return TENANTS[random.nextInt(TENANTS.length)];
  }

  private static Labels labels(int i) {
    return Labels.of("__name__", "m" + i % 3, "instance", "i" + i / 3);
  }

  private void write() {
    TenantId tenant = tenant();
    Sender sender = node.sender(tenant);
    var series = model.computeIfAbsent(tenant, _ -> new TreeMap<>());
    int first = random.nextInt(SERIES);
    int count = 1 + random.nextInt(SERIES - first);
    for (int i = first; i < first + count; i++) {
      Labels labels = labels(i);
      NavigableMap<Long, Long> points = series.computeIfAbsent(labels, _ -> new TreeMap<>());
      List<Point> sent = new ArrayList<>();
      int samples = 1 + random.nextInt(40);
      long t = random.nextInt(5) == 0 ? anyTime() : Math.max(recent(points), ORIGIN);
      for (int k = 0; k < samples && t < time.millis(); k++) {
        long bits = Double.doubleToRawLongBits(random.nextInt(100));
        sent.add(new Point(t, bits));
        points.putIfAbsent(t, bits);
        t += 1 + random.nextInt(random.nextInt(10) == 0 ? 2_000_000 : 30_000);
      }
      if (!sent.isEmpty()) {
        sender.add(labels, sent.toArray(Point[]::new));
      }
    }
    WriteResult result = sender.send();
    assertThat(result.delivery()).isEqualTo(Delivery.whole());
  }

  private static long recent(NavigableMap<Long, Long> points) {
    return points.isEmpty() ? ORIGIN : points.lastKey() + 1;
  }

  /** Often right at the end of a window, where seams are. */
  private long anyTime() {
    long t = ORIGIN + (long) (random.nextDouble() * (time.millis() - ORIGIN));
    return random.nextInt(3) == 0
        ? Math.max(ORIGIN, Windows.windowStart(t) - 2 + random.nextInt(4))
        : t;
  }

  private void compare() {
    long a = anyTime();
    long b = anyTime();
    compare(
        tenant(),
        new LabelMatcher(MatchType.EQ, "__name__", "m" + random.nextInt(3)),
        Math.min(a, b),
        Math.max(a, b));
  }

  private void compareAll() {
    for (TenantId tenant : TENANTS) {
      compare(
          tenant, new LabelMatcher(MatchType.NEQ, "__name__", ""), ORIGIN - 1, time.millis() + 1);
    }
  }

  private void compare(TenantId tenant, LabelMatcher matcher, long minT, long maxT) {
    Map<Labels, List<Point>> found =
        random.nextBoolean()
            ? node.read(tenant, matcher, minT, maxT)
            : node.query(tenant, matcher, minT, maxT);
    Map<Labels, List<Point>> expected = expected(tenant, matcher, minT, maxT);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((labels, points) -> compare(labels, found.get(labels), points));
  }

  /** Names the samples that differ, rather than print all of them. */
  private static void compare(Labels labels, List<Point> found, List<Point> expected) {
    if (!found.equals(expected)) {
      List<Point> missing = new ArrayList<>(expected);
      missing.removeAll(found);
      List<Point> surplus = new ArrayList<>(found);
      surplus.removeAll(expected);
      fail(
          "%s: missing %s, surplus %s, %d for %d",
          labels, missing, surplus, found.size(), expected.size());
    }
  }

  private Map<Labels, List<Point>> expected(
      TenantId tenant, LabelMatcher matcher, long minT, long maxT) {
    Map<Labels, List<Point>> expected = new TreeMap<>();
    model
        .getOrDefault(tenant, new TreeMap<>())
        .forEach(
            (labels, points) -> {
              boolean equal = labels.get(matcher.name()).equals(matcher.value());
              var range = points.subMap(minT, true, maxT, true);
              if (equal == (matcher.type() == MatchType.EQ) && !range.isEmpty()) {
                List<Point> list = new ArrayList<>();
                range.forEach((t, bits) -> list.add(new Point(t, bits)));
                expected.put(labels, list);
              }
            });
    return expected;
  }
}
