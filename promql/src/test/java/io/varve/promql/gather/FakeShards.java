package io.varve.promql.gather;

import io.varve.model.Labels;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Shards that answer with columns given to them. */
final class FakeShards implements FragmentRunner {
  /** For each shard its series: the value at each step, null for none. */
  final List<SortedMap<Labels, @Nullable Double[]>> series = new ArrayList<>();

  /** How many answers are open. */
  final AtomicInteger open = new AtomicInteger();

  /** How many series fewer, or more, the first shard gives than it has announced. */
  int surplus;

  /** The number the first shard says it has. */
  int firstShard;

  FakeShards(int shards) {
    for (int i = 0; i < shards; i++) {
      series.add(new TreeMap<>());
    }
  }

  FakeShards add(int shard, Labels labels, @Nullable Double... values) {
    series.get(shard).put(labels, values);
    return this;
  }

  @Override
  public int shards() {
    return series.size();
  }

  @Override
  public ShardAnswer run(int shard, FragmentRequest request) {
    open.incrementAndGet();
    List<Map.Entry<Labels, @Nullable Double[]>> entries =
        new ArrayList<>(series.get(shard).entrySet());
    if (shard == 0 && surplus > 0) {
      entries.add(entries.getLast());
    } else if (shard == 0 && surplus < 0) {
      entries.removeLast();
    }
    Iterator<Map.Entry<Labels, @Nullable Double[]>> rest = entries.iterator();
    SeriesOperator operator =
        new SeriesOperator() {
          @Override
          public SeriesHeaders open() {
            return SeriesHeaders.of(List.copyOf(series.get(shard).keySet()));
          }

          @Override
          public boolean next(Column into) {
            if (!rest.hasNext()) {
              return false;
            }
            @Nullable Double[] values = rest.next().getValue();
            into.reset(values.length);
            for (int i = 0; i < values.length; i++) {
              if (values[i] != null) {
                into.set(i, values[i]);
              }
            }
            return true;
          }

          @Override
          public void close() {
            open.decrementAndGet();
          }
        };
    return new ShardAnswer.Columns(shard == 0 ? firstShard : shard, operator, new Annotations());
  }
}
