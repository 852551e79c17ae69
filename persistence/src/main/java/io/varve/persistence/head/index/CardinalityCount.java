package io.varve.persistence.head.index;

import io.varve.model.LabelName;
import io.varve.model.Utf8;
import io.varve.persistence.head.index.CardinalityStats.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Walks over all pairs of a tenant once and keeps the greatest counts. */
final class CardinalityCount {
  /** Of equal counts the first name comes first, so that answers are the same each time. */
  private static final Comparator<Count> GREATEST_FIRST =
      Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name, Utf8::compare);

  private final Selection selection;

  CardinalityCount(Selection selection) {
    this.selection = selection;
  }

  CardinalityStats stats(int limit) {
    Top metrics = new Top(limit);
    Top values = new Top(limit);
    Top bytes = new Top(limit);
    Top labelPairs = new Top(limit);
    long pairCount = 0;
    if (!selection.isEmpty()) {
      PairTable pairs = selection.pairs();
      for (int n = pairs.newestName(); n != PairTable.NONE; n = pairs.next(n)) {
        String name = pairs.symbols().string(pairs.name(n));
        boolean isMetric = name.equals(LabelName.METRIC_NAME);
        long valuesOfName = 0;
        long bytesOfName = 0;
        for (int p = pairs.newestPair(n); p != PairTable.NONE; p = pairs.next(p)) {
          int series = selection.count(p);
          if (series == 0) {
            continue;
          }
          valuesOfName++;
          bytesOfName += (long) series * pairs.stringBytes(p);
          if (labelPairs.takes(series)) {
            labelPairs.add(name + "=" + pairs.symbols().string(pairs.value(p)), series);
          }
          if (isMetric && metrics.takes(series)) {
            metrics.add(pairs.symbols().string(pairs.value(p)), series);
          }
        }
        if (valuesOfName > 0) {
          pairCount += valuesOfName;
          values.add(name, valuesOfName);
          bytes.add(name, bytesOfName);
        }
      }
    }
    return new CardinalityStats(
        selection.count(PairTable.ALL),
        pairCount,
        metrics.sorted(),
        values.sorted(),
        bytes.sorted(),
        labelPairs.sorted());
  }

  /** The greatest counts so far, the least of them at the head. */
  private static final class Top {
    private final int limit;
    private final PriorityQueue<Count> queue = new PriorityQueue<>(GREATEST_FIRST.reversed());

    Top(int limit) {
      this.limit = limit;
    }

    /** Returns whether a name with that count may belong here; spares making the string. */
    boolean takes(long count) {
      return queue.size() < limit || (limit > 0 && count >= queue.element().count());
    }

    void add(String name, long count) {
      queue.add(new Count(name, count));
      if (queue.size() > limit) {
        queue.remove();
      }
    }

    List<Count> sorted() {
      List<Count> counts = new ArrayList<>(queue);
      counts.sort(GREATEST_FIRST);
      return counts;
    }
  }
}
