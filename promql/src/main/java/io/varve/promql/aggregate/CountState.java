package io.varve.promql.aggregate;

/** {@code count}. */
final class CountState extends CellState {
  private final double[] counts;

  CountState(int steps) {
    super(StateFormat.COUNT, steps, 1, Histograms.AS_VALUES);
    counts = fields[0];
  }

  @Override
  void first(int step, double value) {
    counts[step] = 1;
  }

  @Override
  void more(int step, double value) {
    counts[step]++;
  }

  @Override
  void combine(int step, double[][] others) {
    counts[step] += others[0][step];
  }

  @Override
  double result(int step) {
    return counts[step];
  }
}
