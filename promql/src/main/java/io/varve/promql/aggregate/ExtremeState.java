package io.varve.promql.aggregate;

/** {@code min} and {@code max}. Any number is more extreme than NaN. */
final class ExtremeState extends CellState {
  private final boolean largest;
  private final double[] values;

  ExtremeState(int kind, int steps, boolean largest) {
    super(kind, steps, 1, Histograms.IGNORED);
    this.largest = largest;
    this.values = fields[0];
  }

  @Override
  void first(int step, double value) {
    values[step] = value;
  }

  @Override
  void more(int step, double value) {
    double best = values[step];
    if (Double.isNaN(best) || (largest ? best < value : best > value)) {
      values[step] = value;
    }
  }

  @Override
  void combine(int step, double[][] others) {
    more(step, others[0][step]);
  }

  @Override
  double result(int step) {
    return values[step];
  }
}
