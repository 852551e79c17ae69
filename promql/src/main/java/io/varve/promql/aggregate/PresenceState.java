package io.varve.promql.aggregate;

/** {@code group}: 1 wherever there is a value. */
final class PresenceState extends CellState {
  PresenceState(int steps) {
    super(StateFormat.GROUP, steps, 0, Histograms.AS_VALUES);
  }

  @Override
  void first(int step, double value) {}

  @Override
  void more(int step, double value) {}

  @Override
  void combine(int step, double[][] others) {}

  @Override
  double result(int step) {
    return 1;
  }
}
