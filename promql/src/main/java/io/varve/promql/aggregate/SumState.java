package io.varve.promql.aggregate;

import io.varve.promql.numeric.Compensation;

/** {@code sum}. */
final class SumState extends CellState {
  private final double[] sums;
  private final double[] compensations;

  SumState(int steps) {
    super(StateFormat.SUM, steps, 2, Histograms.SUM);
    sums = fields[0];
    compensations = fields[1];
  }

  @Override
  void first(int step, double value) {
    sums[step] = value;
  }

  @Override
  void more(int step, double value) {
    double sum = sums[step];
    double total = sum + value;
    compensations[step] = Compensation.next(compensations[step], sum, value, total);
    sums[step] = total;
  }

  @Override
  void combine(int step, double[][] others) {
    more(step, others[0][step]);
    if (!Double.isInfinite(sums[step])) {
      compensations[step] += others[1][step];
    }
  }

  @Override
  double result(int step) {
    return sums[step] + compensations[step];
  }
}
