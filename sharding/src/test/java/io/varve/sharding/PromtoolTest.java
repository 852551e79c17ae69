package io.varve.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.StaleNaN;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.sharding.ingest.WriteResult;
import io.varve.testing.SeededRandom;
import io.varve.testing.node.ManualTime;
import io.varve.testing.node.Point;
import io.varve.testing.node.Promtool;
import io.varve.testing.node.Sender;
import io.varve.testing.node.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Blocks as Prometheus' own tool reads them: series that come and go, all kinds of values, and
 * samples that came when their windows were in blocks, so that generations overlap.
 */
class PromtoolTest {
  private static final TenantId TENANT = new TenantId("t");
  private static final long ORIGIN = 1_000 * Windows.WINDOW_MS;
  private static final long INTERVAL_MS = 30_000;
  private static final int TICKS = 5 * 120;
  private static final int SERIES = 24;
  private static final long[] VALUES = {
    Double.doubleToRawLongBits(Double.NaN),
    StaleNaN.BITS,
    Double.doubleToRawLongBits(Double.POSITIVE_INFINITY),
    Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY),
    Double.doubleToRawLongBits(-0.0),
    Double.doubleToRawLongBits(Double.MIN_VALUE),
    Double.doubleToRawLongBits(Double.MAX_VALUE),
  };

  @TempDir Path directory;
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final ManualTime time = new ManualTime(ORIGIN);
  private final Map<Labels, NavigableMap<Long, Long>> written = new TreeMap<>();

  @Test
  void readsWhatWasWritten() throws Exception {
    Promtool promtool = Promtool.orSkip();
    try (TestNode node = TestNode.start(directory.resolve("data"), time, "varve.shards = 2")) {
      writeInOrder(node);
      node.flush();
      for (int generation = 1; generation <= 2; generation++) {
        writeLate(node);
        node.flush();
      }
      List<BlockEntry> blocks = blocks(node);
      assertThat(node.shards())
          .as("a shard with blocks of late samples beside others of their time")
          .anyMatch(s -> overlap(s.committer().newest().manifest().blocks().values()));
      Path copy =
          Promtool.link(
              directory.resolve("data/store").resolve(TENANT.value()), directory.resolve("copy"));
      assertThat(promtool.list(copy))
          .containsExactlyInAnyOrderElementsOf(blocks.stream().map(BlockEntry::ulid).toList());
      for (BlockEntry block : blocks) {
        assertThat(promtool.seriesOf(copy, block.ulid())).isEqualTo(block.series());
      }
      compare(promtool.dump(copy));
      assertThat(
              node.read(TENANT, new LabelMatcher(MatchType.NEQ, "__name__", ""), 0, time.millis()))
          .as("to the bit, by our own reader")
          .isEqualTo(expected());
    }
  }

  private void writeInOrder(TestNode node) {
    Map<Integer, Integer> incarnations = new HashMap<>();
    for (int tick = 0; tick < TICKS; tick++) {
      Sender sender = node.sender(TENANT);
      for (int i = 0; i < SERIES; i++) {
        if (i % 3 == 0 && random.nextInt(60) == 0) {
          incarnations.merge(i, 1, Integer::sum);
        }
        Labels labels = labels(i, incarnations.getOrDefault(i, 0));
        add(sender, labels, time.millis(), value(i, tick));
      }
      assertThat(sender.send()).isEqualTo(WriteResult.accepted(SERIES));
      time.advance(Duration.ofMillis(INTERVAL_MS));
    }
  }

  /** Between those that are there, and some that are there already. */
  private void writeLate(TestNode node) {
    List<Labels> all = new ArrayList<>(written.keySet());
    for (int k = 0; k < 100; k++) {
      Sender sender = node.sender(TENANT);
      Labels labels = all.get(random.nextInt(all.size()));
      long first = ORIGIN + random.nextInt(TICKS - 20) * INTERVAL_MS;
      for (int n = 0; n < 20; n++) {
        long t = first + n * INTERVAL_MS / 2 + random.nextInt(2);
        Long there = written.get(labels).get(t);
        add(sender, labels, t, there == null ? value(random.nextInt(SERIES), n) : there);
      }
      assertThat(sender.send().accepted()).isEqualTo(20);
    }
  }

  private void add(Sender sender, Labels labels, long t, long bits) {
    written.computeIfAbsent(labels, _ -> new TreeMap<>()).put(t, bits);
    sender.add(labels, new Point(t, bits));
  }

  private static Labels labels(int i, int incarnation) {
    Labels labels =
        Labels.of("__name__", "m" + i % 5, "i", Integer.toString(i), "job", "ö \"quoted\" \\ \n");
    return incarnation == 0 ? labels : labels.with("pod", "pod-" + incarnation);
  }

  private long value(int i, int tick) {
    return switch (i % 4) {
      case 0 -> Double.doubleToRawLongBits(tick * 15.0);
      case 1 -> Double.doubleToRawLongBits(random.nextGaussian());
      case 2 -> Double.doubleToRawLongBits(7);
      default ->
          random.nextInt(3) == 0
              ? VALUES[random.nextInt(VALUES.length)]
              : Double.doubleToRawLongBits(tick);
    };
  }

  private static List<BlockEntry> blocks(TestNode node) {
    return node.shards().stream()
        .flatMap(s -> s.committer().newest().manifest().blocks().values().stream())
        .toList();
  }

  private static boolean overlap(Collection<BlockEntry> blocks) {
    long end = Long.MIN_VALUE;
    for (BlockEntry b :
        blocks.stream().sorted(Comparator.comparingLong(BlockEntry::minTime)).toList()) {
      if (b.minTime() < end) {
        return true;
      }
      end = Math.max(end, b.maxTime());
    }
    return false;
  }

  private Map<Labels, List<Point>> expected() {
    Map<Labels, List<Point>> all = new TreeMap<>();
    written.forEach(
        (labels, points) ->
            all.put(
                labels,
                points.entrySet().stream().map(e -> new Point(e.getKey(), e.getValue())).toList()));
    return all;
  }

  /** The tool prints every NaN alike. */
  private void compare(Map<String, NavigableMap<Long, Double>> dump) {
    Map<String, NavigableMap<Long, Double>> expected = new TreeMap<>();
    written.forEach(
        (labels, points) -> {
          NavigableMap<Long, Double> values = new TreeMap<>();
          points.forEach((t, bits) -> values.put(t, Double.longBitsToDouble(bits)));
          expected.put(Promtool.print(labels), values);
        });
    assertThat(dump.keySet()).isEqualTo(expected.keySet());
    expected.forEach((labels, points) -> assertThat(dump.get(labels)).as(labels).isEqualTo(points));
  }
}
