package io.varve.sharding.routing;

import io.varve.model.Labels;
import io.varve.persistence.event.SampleColumns;
import io.varve.sharding.shard.BatchReply;
import io.varve.sharding.shard.PartResult;
import io.varve.sharding.shard.PartResults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Behaves as a shard does towards routers: knows references, keeps the first value of a time. */
final class FakeShard {
  private final int number;
  private final Map<Labels, Integer> refs = new HashMap<>();
  private final Map<Integer, Labels> labels = new HashMap<>();
  private final Map<Labels, NavigableMap<Long, Long>> stored = new HashMap<>();
  private long epoch = 1;
  private int nextRef = 1;

  FakeShard(int number) {
    this.number = number;
  }

  /** Another owner takes over: samples stay, and series have other references. */
  void takeOver() {
    epoch++;
    forgetReferences();
  }

  /** As when silent series are removed. */
  void forgetReferences() {
    refs.clear();
    labels.clear();
  }

  Map<Labels, NavigableMap<Long, Long>> stored() {
    return stored;
  }

  /** Applies a batch and answers it. */
  BatchReply.Applied apply(SentBatch batch) {
    SampleColumns columns = batch.columns();
    int[] known = new int[columns.seriesCount()];
    List<Integer> unknown = new ArrayList<>();
    List<PartResult> parts = new ArrayList<>();
    int series = 0;
    for (int end : batch.partEnds()) {
      int samples = 0;
      int duplicates = 0;
      int conflicts = 0;
      for (; series < end; series++) {
        int ref = resolve(batch, series);
        known[series] = ref;
        if (ref == 0) {
          unknown.add(series);
          continue;
        }
        NavigableMap<Long, Long> of = stored.computeIfAbsent(labels.get(ref), _ -> new TreeMap<>());
        for (int k = columns.start(series); k < columns.end(series); k++) {
          Long first = of.putIfAbsent(columns.time(k), columns.value(k));
          samples++;
          duplicates += first != null && first == columns.value(k) ? 1 : 0;
          conflicts += first != null && first != columns.value(k) ? 1 : 0;
        }
      }
      parts.add(PartResults.of(samples, duplicates, conflicts));
    }
    int[] unknownSeries = unknown.stream().mapToInt(i -> i).toArray();
    return new BatchReply.Applied(batch.id(), number, epoch, known, unknownSeries, parts);
  }

  private int resolve(SentBatch batch, int series) {
    Labels named = series < batch.labels().length ? batch.labels()[series] : null;
    if (named == null) {
      int ref = batch.columns().ref(series);
      return batch.epoch() == epoch && labels.containsKey(ref) ? ref : 0;
    }
    int ref = refs.computeIfAbsent(named, _ -> nextRef++);
    labels.put(ref, named);
    return ref;
  }
}
