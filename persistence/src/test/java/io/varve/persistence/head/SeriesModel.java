package io.varve.persistence.head;

import io.varve.model.Windows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What {@link MemSeries} should do, in maps. */
final class SeriesModel {
  final Map<Long, TreeMap<Long, Long>> windows = new HashMap<>();
  final Set<Long> frozen = new HashSet<>();

  AppendOutcome append(long key, long t, long bits) {
    Long before = windows.computeIfAbsent(key, k -> new TreeMap<>()).putIfAbsent(t, bits);
    if (before == null) {
      return AppendOutcome.ACCEPTED;
    }
    return before == bits ? AppendOutcome.DUPLICATE : AppendOutcome.CONFLICT;
  }

  void drop(long key) {
    windows.remove(key);
    frozen.remove(key);
  }

  /** Of samples with one time, that of the lowest generation. */
  NavigableMap<Long, Long> between(long minT, long maxT) {
    NavigableMap<Long, Long> merged = new TreeMap<>();
    windows.keySet().stream()
        .sorted((a, b) -> Integer.compare(WindowKey.generation(b), WindowKey.generation(a)))
        .forEach(key -> merged.putAll(windows.get(key)));
    return minT > maxT ? new TreeMap<>() : merged.subMap(minT, true, maxT, true);
  }

  long samples() {
    return windows.values().stream().mapToLong(TreeMap::size).sum();
  }

  static long anyTime(java.util.Random random, long windowStart) {
    return windowStart + random.nextInt((int) Windows.WINDOW_MS);
  }
}
