package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/**
 * {@code rate}, {@code increase} and {@code delta}: the difference of the last and the first
 * sample, for counters corrected for resets, and extrapolated to the ends of the window.
 *
 * <p>As Prometheus has it: towards an end that is nearer than 1.1 times the mean distance of
 * samples, extrapolation reaches the end; otherwise, half that distance. A counter is never
 * extrapolated to before it was zero.
 */
final class ExtrapolatedRate implements RangeKernel {
  private final boolean counter;
  private final boolean perSecond;
  private final CounterResets resets = new CounterResets();
  private long[] times = {};
  private double[] values = {};

  ExtrapolatedRate(boolean counter, boolean perSecond) {
    this.counter = counter;
    this.perSecond = perSecond;
  }

  @Override
  public void begin(SeriesSamples samples) {
    times = samples.times();
    values = samples.values();
    resets.begin();
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    if (w.count() < 2) {
      return false;
    }
    int last = w.to - 1;
    double change = values[last] - values[w.from];
    if (counter) {
      change = resets.addTo(change, values, w.from, w.to);
    }
    double factor =
        factor(w, times[w.from], times[last], counter ? values[w.from] : Double.NaN, change);
    return w.answer(change * (perSecond ? factor / w.seconds() : factor));
  }

  /**
   * Returns by how much the change between the first and the last sample is to be multiplied.
   *
   * @param w with as many samples as are looked at, two or more
   * @param firstTime of the first sample, ms
   * @param lastTime of the last sample, ms
   * @param first what a counter counted up to the first sample, or NaN for a gauge
   * @param change what it counted between the two
   */
  static double factor(RangeWindow w, long firstTime, long lastTime, double first, double change) {
    double sampled = (lastTime - firstTime) / 1000.0;
    double spacing = sampled / (w.count() - 1);
    double near = spacing * 1.1;

    double before = (firstTime - w.start) / 1000.0;
    if (before >= near) {
      before = spacing / 2;
    }
    if (change > 0 && first >= 0) {
      double sinceZero = sampled * (first / change);
      if (sinceZero < before) {
        before = sinceZero;
      }
    }
    double after = (w.end - lastTime) / 1000.0;
    if (after >= near) {
      after = spacing / 2;
    }
    return (sampled + before + after) / sampled;
  }
}
