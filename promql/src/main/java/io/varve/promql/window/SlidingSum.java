package io.varve.promql.window;

import io.varve.promql.numeric.Compensation;

/** The compensated sum of a window that slides over an array. */
final class SlidingSum extends TwoStacks {
  private double[] values = {};

  SlidingSum() {
    super(2);
  }

  /** Starts over the given array, which is read while the window slides. */
  void begin(double[] values) {
    begin();
    this.values = values;
  }

  /** Goes on over a copy of the array that has grown. */
  void moved(double[] values) {
    this.values = values;
  }

  double sum() {
    return state[0];
  }

  double compensation() {
    return state[1];
  }

  @Override
  void add(double[] states, int at, int sample) {
    double sum = states[at];
    double value = values[sample];
    double total = sum + value;
    states[at] = total;
    states[at + 1] = Compensation.next(states[at + 1], sum, value, total);
  }

  @Override
  void merge(double[] into, double[] later) {
    double sum = into[0];
    double total = sum + later[0];
    into[1] = Compensation.next(into[1], sum, later[0], total);
    into[0] = total;
    if (!Double.isInfinite(total)) {
      into[1] += later[1];
    }
  }
}
