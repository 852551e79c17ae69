package io.varve.promql.window;

import io.varve.promql.numeric.Compensation;

/**
 * Count, mean and sum of squared deviations of a window that slides over an array: by Welford's
 * step for a sample, by Chan's formula for two parts (T. Chan, G. Golub, R. LeVeque, "Updating
 * Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979), means and squares
 * compensated.
 */
final class SlidingMoments extends TwoStacks {
  private static final int COUNT = 0;
  private static final int MEAN = 1;
  private static final int MEAN_C = 2;
  private static final int SQUARES = 3;
  private static final int SQUARES_C = 4;

  private double[] values = {};

  SlidingMoments() {
    super(5);
  }

  /** Starts over the given array, which is read while the window slides. */
  void begin(double[] values) {
    begin();
    this.values = values;
  }

  double variance() {
    return (state[SQUARES] + state[SQUARES_C]) / state[COUNT];
  }

  @Override
  void add(double[] states, int at, int sample) {
    double value = values[sample];
    states[at + COUNT]++;
    double delta = value - (states[at + MEAN] + states[at + MEAN_C]);
    increase(states, at + MEAN, delta / states[at + COUNT]);
    double left = value - (states[at + MEAN] + states[at + MEAN_C]);
    increase(states, at + SQUARES, delta * left);
  }

  @Override
  void merge(double[] into, double[] later) {
    double count = into[COUNT] + later[COUNT];
    double delta = (later[MEAN] - into[MEAN]) + (later[MEAN_C] - into[MEAN_C]);
    double share = later[COUNT] / count;
    double both = delta * delta * into[COUNT] * share;
    increase(into, MEAN, delta * share);
    increase(into, SQUARES, later[SQUARES]);
    increase(into, SQUARES, later[SQUARES_C]);
    increase(into, SQUARES, both);
    into[COUNT] = count;
  }

  /** Adds to the number at an offset, whose compensation is next to it. */
  private static void increase(double[] states, int at, double value) {
    double sum = states[at];
    double total = sum + value;
    states[at + 1] = Compensation.next(states[at + 1], sum, value, total);
    states[at] = total;
  }
}
