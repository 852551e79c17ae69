package io.varve.promql.window;

import io.varve.promql.numeric.Compensation;

/**
 * The least squares line through a window that slides over samples, from centred moments: these do
 * not depend on where time begins, so that no digits are lost to large times. The moments are
 * compensated.
 */
final class SlidingTrend extends TwoStacks {
  private static final int COUNT = 0;
  private static final int MEAN_X = 1;
  private static final int MEAN_Y = 3;
  private static final int SUM_XX = 5;
  private static final int SUM_XY = 7;

  private long[] times = {};
  private double[] values = {};

  SlidingTrend() {
    super(9);
  }

  /** Starts over the given arrays, which are read while the window slides. */
  void begin(long[] times, double[] values) {
    begin();
    this.times = times;
    this.values = values;
  }

  /** Returns the slope per second; NaN where a value is not finite. */
  double slope() {
    double slope = get(SUM_XY) / get(SUM_XX);
    return Double.isInfinite(slope) ? Double.NaN : slope;
  }

  /** Returns the line's value at a time in ms. */
  double intercept(long time) {
    return get(MEAN_Y) + slope() * (seconds(time) - get(MEAN_X));
  }

  @Override
  void add(double[] states, int at, int sample) {
    double count = ++states[at + COUNT];
    double dx = seconds(times[sample]) - (states[at + MEAN_X] + states[at + MEAN_X + 1]);
    double dy = values[sample] - (states[at + MEAN_Y] + states[at + MEAN_Y + 1]);
    increase(states, at + MEAN_X, dx / count);
    increase(states, at + MEAN_Y, dy / count);
    double kept = (count - 1) / count;
    increase(states, at + SUM_XX, dx * dx * kept);
    increase(states, at + SUM_XY, dx * dy * kept);
  }

  @Override
  void merge(double[] into, double[] later) {
    double count = into[COUNT] + later[COUNT];
    double dx = (later[MEAN_X] - into[MEAN_X]) + (later[MEAN_X + 1] - into[MEAN_X + 1]);
    double dy = (later[MEAN_Y] - into[MEAN_Y]) + (later[MEAN_Y + 1] - into[MEAN_Y + 1]);
    double share = later[COUNT] / count;
    double weight = into[COUNT] * share;
    increase(into, SUM_XX, later[SUM_XX] + later[SUM_XX + 1]);
    increase(into, SUM_XY, later[SUM_XY] + later[SUM_XY + 1]);
    increase(into, SUM_XX, dx * dx * weight);
    increase(into, SUM_XY, dx * dy * weight);
    increase(into, MEAN_X, dx * share);
    increase(into, MEAN_Y, dy * share);
    into[COUNT] = count;
  }

  private double get(int at) {
    return state[at] + state[at + 1];
  }

  private double seconds(long time) {
    return (time - times[0]) / 1000.0;
  }

  private static void increase(double[] states, int at, double value) {
    double sum = states[at];
    double total = sum + value;
    states[at + 1] = Compensation.next(states[at + 1], sum, value, total);
    states[at] = total;
  }
}
