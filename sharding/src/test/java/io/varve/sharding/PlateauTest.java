package io.varve.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.sharding.shard.ShardHandle;
import io.varve.testing.Scale;
import io.varve.testing.node.Heap;
import io.varve.testing.node.ManualTime;
import io.varve.testing.node.Sender;
import io.varve.testing.node.TestNode;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing grows but the blocks: after days of scraping a fleet of which a part is replaced every
 * hour, heap, index, log and head chunks are as large as they were after some hours, and every
 * sample is there.
 */
class PlateauTest {
  private static final TenantId TENANT = new TenantId("fleet");
  private static final long HOUR_MS = 3_600_000;
  private static final long ORIGIN = 12_000 * 6 * Windows.WINDOW_MS;
  private static final int REQUEST = 5_000;
  private static final double TOLERANCE = 0.2;

  /**
   * Bytes of a file that is there at one look and is deleted just before another; what 18 hours
   * left behind would be several times as much.
   */
  private static final long FILE = 512 << 10;

  private static final int SERIES = Scale.of(4_000, 20_000);
  private static final int REPLACED_PER_HOUR = SERIES / 20;
  private static final long INTERVAL_MS = Scale.of(120_000, 60_000);

  /** Both at the same point of a window, and of a half day where blocks wait for one. */
  private static final int FIRST_HOUR = Scale.of(6, 26);

  private static final int LAST_HOUR = Scale.of(24, 50);

  /** In which files fill and empty. */
  private static final int CYCLE_HOURS = Scale.of(4, 12);

  private static final boolean EACH_WINDOW_A_BLOCK = !Scale.isLong();

  @TempDir Path directory;
  private final ManualTime time = new ManualTime(ORIGIN);

  /** Most that log and head chunks took in each hour so far. */
  private final List<Long> logPeaks = new ArrayList<>();

  private final List<Long> headPeaks = new ArrayList<>();

  /** What is to stay as it is; of files, the most that they took in the hours before. */
  private record Size(long heap, long indexEntries, long logBytes, long headBytes) {
    void assertHolds(Size later) {
      assertNear("heap", heap, later.heap, 0);
      assertNear("index entries", indexEntries, later.indexEntries, 0);
      assertNear("log bytes", logBytes, later.logBytes, FILE);
      assertNear("head chunk bytes", headBytes, later.headBytes, FILE);
    }

    private static void assertNear(String what, long before, long after, long slack) {
      assertThat((double) after)
          .as("%s: %d, then %d", what, before, after)
          .isLessThanOrEqualTo(before * (1 + TOLERANCE) + slack);
    }
  }

  @Test
  void nothingGrowsAndEverythingIsThere() {
    String[] settings = {
      "varve.block.min-bytes = " + (EACH_WINDOW_A_BLOCK ? "0" : "4MiB"),
      "varve.shards = " + Scale.of(2, 16),
      "varve.log.segment-size = " + Scale.of(256, 16 * 1024) + "KiB",
      "varve.delete-delay = 10m"
    };
    try (TestNode node = TestNode.start(directory, time, settings)) {
      scrape(node, 0, FIRST_HOUR);
      Size first = size(node);
      System.out.println("after " + FIRST_HOUR + " h: " + first);
      scrape(node, FIRST_HOUR, LAST_HOUR);
      Size last = size(node);
      System.out.println("after " + LAST_HOUR + " h: " + last);
      first.assertHolds(last);
      assertEverySampleIsThere(node);
    }
    try (TestNode node = TestNode.start(directory, time, settings)) {
      assertEverySampleIsThere(node);
    }
  }

  private void scrape(TestNode node, int fromHour, int toHour) {
    Sender sender = node.sender(TENANT);
    byte[][] labels = new byte[SERIES][];
    for (int hour = fromHour; hour < toHour; hour++) {
      int first = hour * REPLACED_PER_HOUR;
      long logPeak = 0;
      long headPeak = 0;
      for (int i = 0; i < SERIES; i++) {
        labels[i] = Sender.encode(Population.labels(first + i));
      }
      for (long t = ORIGIN + hour * HOUR_MS; t < ORIGIN + (hour + 1) * HOUR_MS; t += INTERVAL_MS) {
        for (int i = 0; i < SERIES; i++) {
          sender.add(labels[i], t, Population.value(first + i, t));
          if ((i + 1) % REQUEST == 0 || i + 1 == SERIES) {
            assertThat(sender.send().accepted()).isEqualTo(i % REQUEST + 1);
          }
        }
        time.advance(Duration.ofMillis(INTERVAL_MS));
        node.tick();
        logPeak = Math.max(logPeak, bytesBelow("log"));
        headPeak = Math.max(headPeak, bytesBelow("head"));
      }
      logPeaks.add(logPeak);
      headPeaks.add(headPeak);
      await().atMost(Duration.ofMinutes(1)).until(() -> isCutWhatIsDue(node));
      if (!Scale.isLong()) {
        // An hour passes in the blink of an eye here: let what is under way catch up.
        node.checkpoint();
        node.tick();
      }
    }
  }

  /** Whether blocks hold all windows that have ended, as far as the settings want them cut. */
  private boolean isCutWhatIsDue(TestNode node) {
    long now = time.millis();
    for (ShardHandle shard : node.shards()) {
      long held =
          shard.committer().newest().manifest().blocks().values().stream()
              .mapToLong(BlockEntry::maxTime)
              .max()
              .orElse(ORIGIN);
      long group = EACH_WINDOW_A_BLOCK ? Windows.WINDOW_MS : 6 * Windows.WINDOW_MS;
      long ended = now - Duration.ofMinutes(15).toMillis();
      long due = ended - Math.floorMod(ended - ORIGIN, group);
      if (held < due - INTERVAL_MS) {
        node.tick();
        return false;
      }
    }
    return true;
  }

  private Size size(TestNode node) {
    // The second one finds dropped what the first one found being dropped.
    node.checkpoint();
    node.checkpoint();
    long entries = node.shards().stream().mapToLong(s -> s.index().view().seriesCount()).sum();
    return new Size(Heap.usedAfterCollection(), entries, peak(logPeaks), peak(headPeaks));
  }

  private static long peak(List<Long> hours) {
    return Collections.max(hours.subList(hours.size() - CYCLE_HOURS, hours.size()));
  }

  private long bytesBelow(String part) {
    return bytes(directory.resolve(part).toFile());
  }

  /** Of files that go meanwhile, nothing. */
  private static long bytes(File file) {
    File[] children = file.listFiles();
    return children == null
        ? file.length()
        : Arrays.stream(children).mapToLong(PlateauTest::bytes).sum();
  }

  private void assertEverySampleIsThere(TestNode node) {
    int series = SERIES + (LAST_HOUR - 1) * REPLACED_PER_HOUR;
    BitSet seen = new BitSet(series);
    Map<Labels, Integer> number = new HashMap<>();
    for (int i = 0; i < series; i++) {
      number.put(Population.labels(i), i);
    }
    node.read(
        TENANT,
        new LabelMatcher(MatchType.NEQ, "__name__", ""),
        ORIGIN,
        time.millis(),
        (labels, samples) -> {
          int i = number.get(labels);
          assertThat(seen.get(i)).isFalse();
          seen.set(i);
          long t = ORIGIN + firstHourOf(i) * HOUR_MS;
          long end = ORIGIN + Math.min(LAST_HOUR, lastHourOf(i) + 1) * HOUR_MS;
          for (; samples.next(); t += INTERVAL_MS) {
            if (samples.t() != t
                || Double.longBitsToDouble(samples.valueBits()) != Population.value(i, t)) {
              assertThat(samples.t()).as("next sample of %s", labels).isEqualTo(t);
              assertThat(Double.longBitsToDouble(samples.valueBits()))
                  .isEqualTo(Population.value(i, t));
            }
          }
          assertThat(t).as("end of %s", labels).isEqualTo(end);
        });
    assertThat(seen.cardinality()).isEqualTo(series);
  }

  /** Series i is alive in the hours h with h * R <= i < h * R + SERIES. */
  private static long firstHourOf(int i) {
    return Math.max(0, Math.ceilDiv(i - SERIES + 1, REPLACED_PER_HOUR));
  }

  private static long lastHourOf(int i) {
    return i / REPLACED_PER_HOUR;
  }
}
