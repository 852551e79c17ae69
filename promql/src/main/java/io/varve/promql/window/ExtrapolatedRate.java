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
    double sampled = (times[last] - times[w.from]) / 1000.0;
    double spacing = sampled / (w.count() - 1);
    double near = spacing * 1.1;

    double before = (times[w.from] - w.start) / 1000.0;
    if (before >= near) {
      before = spacing / 2;
    }
    if (counter && change > 0 && values[w.from] >= 0) {
      double sinceZero = sampled * (values[w.from] / change);
      if (sinceZero < before) {
        before = sinceZero;
      }
    }
    double after = (w.end - times[last]) / 1000.0;
    if (after >= near) {
      after = spacing / 2;
    }
    double factor = (sampled + before + after) / sampled;
    if (perSecond) {
      factor /= w.seconds();
    }
    return w.answer(change * factor);
  }
}
