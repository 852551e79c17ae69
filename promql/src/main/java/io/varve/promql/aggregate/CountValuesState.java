package io.varve.promql.aggregate;

import io.varve.model.Labels;
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

/**
 * {@code count_values}: how many series have each value, which becomes a label. All NaNs are one
 * value, the two zeros are two.
 */
final class CountValuesState implements GroupState, StateReader.Body {
  private final int steps;
  private final String label;

  /** By the bits of a value: how many series have it, by step. */
  private final Long2ObjectMap<Int2IntMap> counts = new Long2ObjectOpenHashMap<>();

  /** The values in the order of the outputs. */
  private long[] order = {};

  private int cells;

  CountValuesState(int steps, String label) {
    this.steps = steps;
    this.label = label;
  }

  @Override
  public void add(Labels labels, boolean dropName, Column values) {
    for (int i = values.next(0); i < steps; i = values.next(i + 1)) {
      count(label.isEmpty() ? 0 : Double.doubleToLongBits(values.get(i)), i, 1);
    }
  }

  private void count(long value, int step, int count) {
    Int2IntMap atSteps = counts.computeIfAbsent(value, _ -> new Int2IntOpenHashMap(4));
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
  }

  @Override
  public SeriesHeaders outputs(Labels group, boolean dropName) {
    order = sortedValues();
    List<Labels> labels = new ArrayList<>(order.length);
    for (long value : order) {
      String text = GoNumbers.plain(Double.longBitsToDouble(value));
      labels.add(label.isEmpty() ? group : group.with(label, text));
    }
    BitSet drop = new BitSet();
    drop.set(0, order.length, dropName);
    return new SeriesHeaders(labels, drop, false);
  }

  @Override
  public void present(int output, Column into) {
    into.reset(steps);
    Int2IntMap atSteps = counts.get(order[output]);
    atSteps.int2IntEntrySet().forEach(e -> into.set(e.getIntKey(), e.getIntValue()));
  }

  @Override
  public long bytes() {
    return 128 + 160L * counts.size() + 16L * cells;
  }

  @Override
  public byte[] encode() {
    StateWriter out = new StateWriter(StateFormat.COUNT_VALUES, steps).u32(counts.size());
    for (long value : sortedValues()) {
      Int2IntMap atSteps = counts.get(value);
      int[] at = atSteps.keySet().toIntArray();
      Arrays.sort(at);
      out.u64(value).u32(at.length);
      for (int step : at) {
        out.u32(step).u32(atSteps.get(step));
      }
    }
    return out.toBytes();
  }

  @Override
  public void decode(StateReader in) {
    for (int values = in.count(12); values > 0; values--) {
      long value = in.u64();
      for (int left = in.count(8); left > 0; left--) {
        int step = in.below(steps);
        int count = in.u32();
        in.check(count > 0, "no series");
        count(value, step, count);
      }
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
