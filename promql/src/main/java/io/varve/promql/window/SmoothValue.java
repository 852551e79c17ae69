package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/**
 * The smoothed value at the window's end: that of the sample there, or on the line between those
 * before and after it, or as long as there is none after it, that of the last one.
 */
final class SmoothValue implements RangeKernel {
  private final Successor successor = new Successor();
  private long[] times = {};
  private double[] values = {};

  @Override
  public void begin(SeriesSamples samples) {
    times = samples.times();
    values = samples.values();
    successor.begin(samples);
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    int after = successor.of(w);
    if (after < w.to && times[after] == w.end) {
      return w.answer(values[after]);
    }
    if (after == w.from) {
      return false;
    }
    return w.answer(
        after == w.to
            ? values[after - 1]
            : Interpolation.at(w.end, times, values, after - 1, false));
  }
}
