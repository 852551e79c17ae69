package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/**
 * {@code rate}, {@code increase} and {@code delta}: the difference of the last and the first
 * sample, for counters corrected for resets, and extrapolated to the ends of the window.
 */
final class ExtrapolatedRate implements RangeKernel {
  private final boolean counter;
  private final boolean perSecond;
  private final CounterResets resets = new CounterResets();
  private SeriesSamples series = new SeriesSamples();
  private long[] times = {};
  private double[] values = {};

  ExtrapolatedRate(boolean counter, boolean perSecond) {
    this.counter = counter;
    this.perSecond = perSecond;
  }

  @Override
  public void begin(SeriesSamples samples) {
    series = samples;
    times = samples.times();
    values = samples.values();
    resets.begin(samples);
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    boolean inside = counter && w.count() > 0 && Extrapolation.beginsInside(w, series);
    if (w.count() < 2 && !inside) {
      return false;
    }
    int last = w.to - 1;
    double change = values[last] - values[w.from];
    if (counter) {
      change = resets.addTo(change, values, w.from, w.to);
    }
    double factor;
    if (inside) {
      factor = Extrapolation.factorSince(series.startTime(w.from), w, times);
      change += values[w.from];
    } else {
      factor = Extrapolation.factor(w, times, counter, values[w.from], change);
    }
    if (perSecond) {
      factor /= w.seconds();
    }
    return w.answer(change * factor);
  }
}
