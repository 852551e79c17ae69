package io.varve.persistence.head.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TenantId;
import io.varve.persistence.match.CompiledMatcher;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One writer adds, removes, publishes and compacts as fast as it can while readers query. The
 * living are at any time the references of one range, so that each view says itself what it must
 * show.
 */
final class HeadIndexStressTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final List<CompiledMatcher> EVEN =
      List.of(CompiledMatcher.compile(new LabelMatcher(MatchType.EQ, "parity", "0")));
  private static final List<CompiledMatcher> ODD_BY_REGEX =
      List.of(CompiledMatcher.compile(new LabelMatcher(MatchType.RE, "parity", "[^0]")));
  private static final List<CompiledMatcher> UNIQUE_ENDS_IN_7 =
      List.of(CompiledMatcher.compile(new LabelMatcher(MatchType.RE, "unique", "u.*7")));

  @RegisterExtension final SeededRandom random = new SeededRandom();

  /** A view with the range of references that live in it. */
  private record Published(HeadView view, int first, int end) {}

  @Test
  @Timeout(120)
  void viewsShowTheirOwnSeriesAndNoOthers() throws Exception {
    HeadIndex index = new HeadIndex();
    AtomicReference<Published> published =
        new AtomicReference<>(new Published(index.publish(), 0, 0));
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Scale.of(2_000L, 60_000L));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Future<Integer> writer = threads.submit(write(index, published, deadline));
      List<Future<Integer>> readers =
          List.of(
              threads.submit(read(published, deadline)),
              threads.submit(read(published, deadline)),
              threads.submit(read(published, deadline)));
      assertThat(writer.get()).isPositive();
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
  }

  private Callable<Integer> write(
      HeadIndex index, AtomicReference<Published> published, long deadline) {
    return () -> {
      int first = 0;
      int end = 0;
      while (System.nanoTime() < deadline) {
        for (int n = random.nextInt(200); n > 0; n--) {
          index.add(TENANT, end, labels(end));
          end++;
        }
        if (end - first > 5_000 && random.nextInt(4) == 0) {
          IntArrayList removed = new IntArrayList();
          for (int n = random.nextInt(3_000); n > 0; n--) {
            removed.add(first++);
          }
          index.remove(removed);
        }
        if (index.isCompactionDue()) {
          index.compactStep(random.nextInt(2_000));
        }
        published.set(new Published(index.publish(), first, end));
      }
      return end;
    };
  }

  /** Every label is made anew now and then, so that all tables grow under the readers. */
  private static Labels labels(int ref) {
    return Labels.of(
        "__name__", "m" + ref % 7,
        "parity", String.valueOf(ref & 1),
        "group", "g" + ref / 100,
        "unique", "u" + ref);
  }

  private static Callable<Integer> read(AtomicReference<Published> published, long deadline) {
    return () -> {
      int reads = 0;
      Published old = published.get();
      while (System.nanoTime() < deadline) {
        Published now = published.get();
        assertShows(now);
        assertShows(old);
        old = reads % 50 == 0 ? now : old;
        reads++;
      }
      return reads;
    };
  }

  private static void assertShows(Published p) {
    int first = p.first();
    int end = p.end();
    assertStep(p.view().select(TENANT, List.of()), first, end, 1);
    assertStep(p.view().select(TENANT, EVEN), first + (first & 1), end, 2);
    assertStep(p.view().select(TENANT, ODD_BY_REGEX), first + (~first & 1), end, 2);
    assertStep(p.view().select(TENANT, UNIQUE_ENDS_IN_7), first + (17 - first % 10) % 10, end, 10);
    if (end > first) {
      int middle = (first + end) >>> 1;
      assertThat(p.view().labels(middle)).isEqualTo(labels(middle));
      assertThat(p.view().labels(end - 1)).isEqualTo(labels(end - 1));
      assertThat(p.view().labelValues(TENANT, "parity", EVEN)).hasSizeLessThan(2);
    }
    assertThat(p.view().seriesCount()).isEqualTo(end - first);
  }

  private static void assertStep(int[] refs, int first, int end, int step) {
    int expected = first;
    for (int ref : refs) {
      if (ref != expected) {
        throw new AssertionError("reference " + ref + " in place of " + expected);
      }
      expected += step;
    }
    if (expected < end) {
      throw new AssertionError("reference " + expected + " is missing, end is " + end);
    }
  }
}
