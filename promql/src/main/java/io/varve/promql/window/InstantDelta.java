package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/** {@code irate} and {@code idelta}: what the last two samples of the window say. */
final class InstantDelta implements RangeKernel {
  private final boolean rate;
  private SeriesSamples series = new SeriesSamples();
  private long[] times = {};
  private double[] values = {};

  InstantDelta(boolean rate) {
    this.rate = rate;
  }

  @Override
  public void begin(SeriesSamples samples) {
    series = samples;
    times = samples.times();
    values = samples.values();
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    if (w.count() < 2) {
      return false;
    }
    int last = w.to - 1;
    boolean reset = rate && (values[last] < values[last - 1] || series.beginsAnew(last));
    double change = reset ? values[last] : values[last] - values[last - 1];
    return w.answer(rate ? change / ((times[last] - times[last - 1]) / 1000.0) : change);
  }
}
