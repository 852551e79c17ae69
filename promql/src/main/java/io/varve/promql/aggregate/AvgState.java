package io.varve.promql.aggregate;

import io.varve.promql.numeric.Compensation;

/**
 * {@code avg}: the sum divided by the count and, from where the sum would become infinite, the
 * incremental mean.
 */
final class AvgState extends CellState {
  /** The sums or, where incremental is 1, the means. */
  private final double[] values;

  private final double[] compensations;
  private final double[] counts;
  private final double[] incremental;

  AvgState(int steps) {
    super(StateFormat.AVG, steps, 4, Histograms.MEAN);
    values = fields[0];
    compensations = fields[1];
    counts = fields[2];
    incremental = fields[3];
  }

  @Override
  void first(int step, double value) {
    values[step] = value;
    counts[step] = 1;
  }

  @Override
  void more(int step, double value) {
    combine(step, value, 0, 1, false);
  }

  @Override
  void combine(int step, double[][] others) {
    boolean mean = others[3][step] != 0;
    combine(step, others[0][step], others[1][step], others[2][step], mean);
  }

  private void combine(int step, double value, double compensation, double count, boolean mean) {
    double all = counts[step] + count;
    if (incremental[step] == 0 && !mean) {
      double sum = values[step];
      double total = sum + value;
      if (!Double.isInfinite(total)) {
        double c = Compensation.next(compensations[step], sum, value, total);
        set(step, total, c + compensation, all);
        return;
      }
    }
    becomeMean(step);
    double kept = counts[step] / all;
    double share = mean ? count / all : 1 / all;
    double before = kept * values[step];
    double part = mean ? value * share : value / all;
    double total = before + part;
    double c = Compensation.next(kept * compensations[step], before, part, total);
    set(step, total, Double.isInfinite(total) ? c : c + compensation * share, all);
  }

  private void becomeMean(int step) {
    if (incremental[step] == 0) {
      incremental[step] = 1;
      values[step] /= counts[step];
      compensations[step] /= counts[step];
    }
  }

  private void set(int step, double value, double compensation, double count) {
    values[step] = value;
    compensations[step] = compensation;
    counts[step] = count;
  }

  @Override
  double result(int step) {
    return incremental[step] == 0
        ? values[step] / counts[step] + compensations[step] / counts[step]
        : values[step] + compensations[step];
  }
}
