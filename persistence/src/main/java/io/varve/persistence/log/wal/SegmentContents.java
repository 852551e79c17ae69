package io.varve.persistence.log.wal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/**
 * For each segment the highest sequence number of each shard in it, which tells when it may go. Not
 * thread-safe.
 */
final class SegmentContents {
  private final TreeMap<Long, Map<Integer, Long>> highest = new TreeMap<>();

  /** A segment begins, also if nothing will be in it. */
  void begin(long segment) {
    highest.putIfAbsent(segment, new HashMap<>());
  }

  void add(long segment, int shard, long sequenceNr) {
    highest.computeIfAbsent(segment, _ -> new HashMap<>()).merge(shard, sequenceNr, Math::max);
  }

  /**
   * The oldest segments of which nothing is needed, in ascending order; never the newest.
   *
   * @param covered up to which sequence number a shard's records are not needed
   */
  List<Long> dispensable(IntToLongFunction covered) {
    List<Long> segments = new ArrayList<>();
    for (var segment : highest.entrySet()) {
      boolean needed =
          segment.getKey().equals(highest.lastKey())
              || segment.getValue().entrySet().stream()
                  .anyMatch(e -> e.getValue() > covered.applyAsLong(e.getKey()));
      if (needed) {
        break;
      }
      segments.add(segment.getKey());
    }
    return segments;
  }

  void remove(long segment) {
    highest.remove(segment);
  }

  int size() {
    return highest.size();
  }
}
