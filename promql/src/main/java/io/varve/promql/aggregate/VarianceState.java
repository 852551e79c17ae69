package io.varve.promql.aggregate;

/**
 * {@code stddev} and {@code stdvar}, of the population: by Welford's step for a value, by Chan's
 * formula for two parts.
 */
final class VarianceState extends CellState {
  private final boolean root;
  private final double[] counts;
  private final double[] means;
  private final double[] squares;

  VarianceState(int kind, int steps, boolean root) {
    super(kind, steps, 3, Histograms.IGNORED);
    this.root = root;
    counts = fields[0];
    means = fields[1];
    squares = fields[2];
  }

  @Override
  void first(int step, double value) {
    counts[step] = 1;
    means[step] = value;
    squares[step] = Double.isNaN(value) || Double.isInfinite(value) ? Double.NaN : 0;
  }

  @Override
  void more(int step, double value) {
    double delta = value - means[step];
    counts[step]++;
    means[step] += delta / counts[step];
    squares[step] += delta * (value - means[step]);
  }

  @Override
  void combine(int step, double[][] others) {
    double before = counts[step];
    double count = others[0][step];
    double all = before + count;
    double delta = others[1][step] - means[step];
    means[step] += delta * (count / all);
    squares[step] += others[2][step] + delta * delta * (before * (count / all));
    counts[step] = all;
  }

  @Override
  double result(int step) {
    double variance = squares[step] / counts[step];
    return root ? Math.sqrt(variance) : variance;
  }
}
