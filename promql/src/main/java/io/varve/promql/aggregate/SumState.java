package io.varve.promql.aggregate;

import io.varve.model.Labels;
import io.varve.promql.numeric.Compensation;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.BitSet;
import java.util.List;

/** Compensated sums. */
final class SumState implements GroupState {
  private final Column sums;
  private final double[] compensations;

  SumState(int steps) {
    sums = new Column(steps);
    compensations = new double[steps];
  }

  @Override
  public void add(Labels labels, boolean dropName, Column values) {
    for (int i = values.next(0); i < values.steps(); i = values.next(i + 1)) {
      add(i, values.get(i), 0);
    }
  }

  private void add(int step, double value, double compensation) {
    if (!sums.has(step)) {
      sums.set(step, value);
      compensations[step] = compensation;
      return;
    }
    double sum = sums.get(step);
    double total = sum + value;
    compensations[step] = Compensation.next(compensations[step], sum, value, total) + compensation;
    sums.set(step, total);
  }

  @Override
  public void merge(GroupState other) {
    SumState o = (SumState) other;
    for (int i = o.sums.next(0); i < o.sums.steps(); i = o.sums.next(i + 1)) {
      add(i, o.sums.get(i), o.compensations[i]);
    }
  }

  @Override
  public SeriesHeaders outputs(Labels group, boolean dropName) {
    BitSet drop = new BitSet();
    drop.set(0, dropName);
    return new SeriesHeaders(List.of(group), drop);
  }

  @Override
  public void present(int output, Column into) {
    into.copyFrom(sums);
    for (int i = into.next(0); i < into.steps(); i = into.next(i + 1)) {
      into.set(i, into.get(i) + compensations[i]);
    }
  }

  @Override
  public long bytes() {
    return Column.bytes(sums.steps()) + 8L * compensations.length;
  }
}
