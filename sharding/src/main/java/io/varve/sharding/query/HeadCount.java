package io.varve.sharding.query;

import io.varve.model.Utf8;
import io.varve.persistence.head.SeriesSnapshot;
import io.varve.persistence.head.index.CardinalityStats;
import io.varve.sharding.query.HeadStatistics.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Adds up what the shards' heads hold of one tenant. Single-threaded. */
final class HeadCount {
  private static final Comparator<Count> GREATEST_FIRST =
      Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name, Utf8::compare);

  /** Of each shard more is taken than is wanted, for what is great in all need be so in none. */
  private static final int TAKEN_OF_SHARD = 10_000;

  private final List<ShardView> views = new ArrayList<>();
  private final Map<String, Long> metrics = new HashMap<>();
  private final Map<String, Long> bytes = new HashMap<>();
  private final Map<String, Long> pairs = new HashMap<>();
  private long series;
  private long openChunks;
  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;

  /** Adds a shard, asked for all series at all times. */
  void add(ShardView view) {
    CardinalityStats stats = view.index().cardinality(view.selector().tenant(), TAKEN_OF_SHARD);
    series += stats.series();
    add(stats.seriesByMetric(), metrics);
    add(stats.bytesByLabel(), bytes);
    add(stats.seriesByPair(), pairs);
    for (int i = 0; i < view.refs().length; i++) {
      SeriesSnapshot snapshot = view.head().get(i);
      if (snapshot != null && !snapshot.isEmpty()) {
        openChunks += snapshot.openChunks();
        minTime = Math.min(minTime, snapshot.firstTime());
        maxTime = Math.max(maxTime, snapshot.lastTime());
      }
    }
    views.add(view);
  }

  private static void add(List<CardinalityStats.Count> counts, Map<String, Long> to) {
    counts.forEach(count -> to.merge(count.name(), count.count(), Long::sum));
  }

  /** Returns the sums, each list with at most so many entries. */
  HeadStatistics result(int limit) {
    Map<String, Long> values = values();
    return new HeadStatistics(
        series,
        values.values().stream().mapToLong(Long::longValue).sum(),
        openChunks,
        minTime,
        maxTime,
        top(metrics, limit),
        top(values, limit),
        top(bytes, limit),
        top(pairs, limit));
  }

  /** A value may be in many shards. */
  private Map<String, Long> values() {
    Set<String> names = new TreeSet<>();
    views.forEach(v -> names.addAll(v.index().labelNames(v.selector().tenant(), List.of())));
    Map<String, Long> counts = new HashMap<>();
    for (String name : names) {
      Set<String> values = new HashSet<>();
      views.forEach(
          v -> values.addAll(v.index().labelValues(v.selector().tenant(), name, List.of())));
      counts.put(name, (long) values.size());
    }
    return counts;
  }

  private static List<Count> top(Map<String, Long> counts, int limit) {
    return counts.entrySet().stream()
        .map(e -> new Count(e.getKey(), e.getValue()))
        .sorted(GREATEST_FIRST)
        .limit(limit)
        .toList();
  }
}
