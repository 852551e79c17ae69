package io.varve.promql.aggregate;

import io.varve.model.Labels;
import io.varve.promql.numeric.Quantiles;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** {@code quantile}: keeps all values, without the labels that they came with. */
final class QuantileState implements GroupState, StateReader.Body {
  private final double[] phi;
  private final int steps;
  private final List<PackedColumn> columns = new ArrayList<>();
  private long bytes = 64;
  private boolean ignored;

  QuantileState(double[] phi, int steps) {
    this.phi = phi;
    this.steps = steps;
  }

  @Override
  public void add(Labels labels, boolean dropName, Column values) {
    if (values.hasHistograms()) {
      ignored |= values.countHistograms() > 0;
      add(PackedColumn.of(values, step -> values.histogram(step) == null));
      return;
    }
    add(PackedColumn.of(values, _ -> true));
  }

  private void add(PackedColumn column) {
    columns.add(column);
    bytes += column.bytes();
  }

  @Override
  public void merge(GroupState other) {
    QuantileState o = (QuantileState) other;
    o.columns.forEach(this::add);
    ignored |= o.ignored;
  }

  @Override
  public SeriesHeaders outputs(Labels group, boolean dropName) {
    BitSet drop = new BitSet(1);
    drop.set(0, dropName);
    return new SeriesHeaders(List.of(group), drop);
  }

  @Override
  public void present(int output, Column into) {
    into.reset(steps);
    double[] atStep = new double[columns.size()];
    int[] used = new int[columns.size()];
    for (int step = 0; step < steps; step++) {
      int n = 0;
      for (int i = 0; i < used.length; i++) {
        PackedColumn column = columns.get(i);
        if (column.present().get(step)) {
          atStep[n++] = column.values()[used[i]++];
        }
      }
      if (n > 0) {
        into.set(step, Quantiles.inPlace(phi[step], atStep, n));
      }
    }
  }

  @Override
  public Set<GroupRemark> remarks() {
    return ignored ? Set.of(GroupRemark.IGNORED) : Set.of();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public byte[] encode() {
    StateWriter out = new StateWriter(StateFormat.QUANTILE, steps).u32(columns.size());
    for (PackedColumn column : columns) {
      column.encode(out, steps);
    }
    if (ignored) {
      out.u8(StateFormat.IGNORED);
    }
    return out.toBytes();
  }

  @Override
  public void decode(StateReader in) {
    for (int left = in.count(8 * StateFormat.words(Math.max(1, steps))); left > 0; left--) {
      add(PackedColumn.decode(in, steps));
    }
    ignored = in.hasMore() && in.ignored();
  }
}
