package io.varve.promql.aggregate;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.promql.histogram.HistogramText;
import io.varve.promql.value.Column;
import io.varve.promql.value.GoNumbers;
import io.varve.promql.value.SeriesHeaders;
import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code count_values}: how many series have each value, which becomes a label. All NaNs are one
 * value, the two zeros are two.
 */
final class CountValuesState implements GroupState, StateReader.Body {
  private final int steps;
  private final String label;

  /** By the bits of a value: how many series have it, by step. */
  private final Long2ObjectMap<Int2IntMap> counts = new Long2ObjectOpenHashMap<>();

  /** By the text of a histogram: how many series have it, by step. */
  private final SortedMap<String, Int2IntMap> texts = new TreeMap<>();

  /** The outputs: the floats, then the histograms, each in order. */
  private List<Int2IntMap> order = List.of();

  private int cells;

  CountValuesState(int steps, String label) {
    this.steps = steps;
    this.label = label;
  }

  @Override
  public void add(Labels labels, boolean dropName, Column values) {
    if (values.hasHistograms() && !label.isEmpty()) {
      addMixed(values);
      return;
    }
    for (int i = values.next(0); i < steps; i = values.next(i + 1)) {
      count(label.isEmpty() ? 0 : Double.doubleToLongBits(values.get(i)), i, 1);
    }
  }

  private void addMixed(Column values) {
    for (int i = values.next(0); i < steps; i = values.next(i + 1)) {
      FloatHistogram histogram = values.histogram(i);
      if (histogram == null) {
        count(Double.doubleToLongBits(values.get(i)), i, 1);
      } else {
        count(HistogramText.of(histogram), i, 1);
      }
    }
  }

  private void count(long value, int step, int count) {
    count(counts.computeIfAbsent(value, _ -> new Int2IntOpenHashMap(4)), step, count);
  }

  private void count(String text, int step, int count) {
    count(texts.computeIfAbsent(text, _ -> new Int2IntOpenHashMap(4)), step, count);
  }

  private void count(Int2IntMap atSteps, int step, int count) {
    int before = atSteps.get(step);
    cells += before == 0 ? 1 : 0;
    atSteps.put(step, before + count);
  }

  @Override
  public void merge(GroupState other) {
    for (Long2ObjectMap.Entry<Int2IntMap> e :
        ((CountValuesState) other).counts.long2ObjectEntrySet()) {
      long value = e.getLongKey();
      e.getValue().int2IntEntrySet().forEach(c -> count(value, c.getIntKey(), c.getIntValue()));
    }
    ((CountValuesState) other)
        .texts.forEach(
            (text, atSteps) ->
                atSteps
                    .int2IntEntrySet()
                    .forEach(c -> count(text, c.getIntKey(), c.getIntValue())));
  }

  @Override
  public SeriesHeaders outputs(Labels group, boolean dropName) {
    List<Labels> labels = new ArrayList<>();
    order = new ArrayList<>();
    for (long value : sortedValues()) {
      String text = GoNumbers.plain(Double.longBitsToDouble(value));
      labels.add(label.isEmpty() ? group : group.with(label, text));
      order.add(counts.get(value));
    }
    texts.forEach(
        (text, atSteps) -> {
          labels.add(group.with(label, text));
          order.add(atSteps);
        });
    BitSet drop = new BitSet();
    drop.set(0, order.size(), dropName);
    return new SeriesHeaders(labels, drop, false);
  }

  @Override
  public void present(int output, Column into) {
    into.reset(steps);
    order.get(output).int2IntEntrySet().forEach(e -> into.set(e.getIntKey(), e.getIntValue()));
  }

  @Override
  public Set<GroupRemark> remarks() {
    return Set.of();
  }

  @Override
  public long bytes() {
    return 128 + 160L * counts.size() + 400L * texts.size() + 16L * cells;
  }

  @Override
  public byte[] encode() {
    StateWriter out = new StateWriter(StateFormat.COUNT_VALUES, steps).u32(counts.size());
    for (long value : sortedValues()) {
      encode(counts.get(value), out.u64(value));
    }
    if (!texts.isEmpty()) {
      out.u32(texts.size());
      texts.forEach((text, atSteps) -> encode(atSteps, out.string(text)));
    }
    return out.toBytes();
  }

  private static void encode(Int2IntMap atSteps, StateWriter out) {
    int[] at = atSteps.keySet().toIntArray();
    Arrays.sort(at);
    out.u32(at.length);
    for (int step : at) {
      out.u32(step).u32(atSteps.get(step));
    }
  }

  @Override
  public void decode(StateReader in) {
    for (int values = in.count(12); values > 0; values--) {
      long value = in.u64();
      decode(in, (step, count) -> count(value, step, count));
    }
    if (in.hasMore()) {
      int values = in.count(8);
      in.check(values > 0, "no histograms");
      for (; values > 0; values--) {
        String text = in.string();
        decode(in, (step, count) -> count(text, step, count));
      }
    }
  }

  /** Takes how many series have a value at a step. */
  private interface Cell {
    void take(int step, int count);
  }

  private void decode(StateReader in, Cell cell) {
    for (int left = in.count(8); left > 0; left--) {
      int step = in.below(steps);
      int count = in.u32();
      in.check(count > 0, "no series");
      cell.take(step, count);
    }
  }

  private long[] sortedValues() {
    return counts
        .keySet()
        .longStream()
        .boxed()
        .sorted((a, b) -> Double.compare(Double.longBitsToDouble(a), Double.longBitsToDouble(b)))
        .mapToLong(Long::longValue)
        .toArray();
  }
}
