package io.varve.persistence.head.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.testing.Scale;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

/** Holds the index to its share of the budget of a series. */
final class HeadIndexMemoryTest {
  private static final TenantId TENANT = TenantId.DEFAULT;

  /** Labels 90, strings 60, postings 50, label sets to references 24. */
  private static final int BUDGET_BYTES = 224;

  @Test
  void takesLessThanItsBudgetForEachSeries() {
    int count = Scale.of(100_000, 1_000_000);
    HeadIndex index = filled(count);

    assertThat(index.memoryBytes() / count).isLessThan(BUDGET_BYTES);
  }

  @Test
  void estimatesWhatItReallyTakes() {
    int count = 100_000;
    long before = usedHeap();
    HeadIndex index = filled(count);
    try {
      long taken = usedHeap() - before;

      assertThat((double) index.memoryBytes() / taken).isBetween(0.85, 1.15);
    } finally {
      Reference.reachabilityFence(index);
    }
  }

  @Test
  void staysBoundedWhileAllSeriesAreReplacedManyTimes() {
    int living = 20_000;
    HeadIndex index = filled(living);
    index.publish();
    long filledOnce = index.memoryBytes();
    long most = 0;
    int first = 0;
    for (int ref = living; ref < 20 * living; ref++) {
      index.add(TENANT, ref, RealisticSeries.labels(ref));
      if (ref % 1000 == 0) {
        IntArrayList gone = new IntArrayList();
        while (first < ref - living) {
          gone.add(first++);
        }
        index.remove(gone);
        if (index.isCompactionDue()) {
          index.compactStep(5_000);
        }
        index.publish();
        most = Math.max(most, index.memoryBytes());
      }
    }

    while (!index.compactStep(living)) {
      assertThat(index.view().seriesCount()).isLessThan(2 * living);
    }
    // While it is being compacted there are two of it, the old one with its dead.
    assertThat(most).isLessThan(3 * filledOnce);
    assertThat(index.memoryBytes()).isLessThan(filledOnce * 5 / 4);
  }

  @Test
  void smallTenantsAreSmall() {
    HeadIndex index = new HeadIndex();
    long empty = index.memoryBytes();
    int tenants = 1000;
    for (int i = 0; i < tenants; i++) {
      index.add(new TenantId("tenant-" + i), i, Labels.of("__name__", "up", "job", "j"));
    }

    assertThat((index.memoryBytes() - empty) / tenants).isLessThan(1024);
  }

  private static HeadIndex filled(int count) {
    HeadIndex index = new HeadIndex();
    for (int i = 0; i < count; i++) {
      index.add(TENANT, i, RealisticSeries.labels(i));
    }
    return index;
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
