package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/**
 * {@code rate}, {@code increase} and {@code delta} of an anchored or smoothed window: the
 * difference of the values at the window's ends, for counters corrected for resets. Nothing is
 * extrapolated.
 */
final class ExtendedRate implements RangeKernel {
  private final boolean counter;
  private final boolean perSecond;
  private final Ends ends;
  private final CounterResets resets = new CounterResets();
  private long[] times = {};
  private double[] values = {};

  ExtendedRate(boolean counter, boolean perSecond, boolean smoothed) {
    this.counter = counter;
    this.perSecond = perSecond;
    this.ends = new Ends(smoothed);
  }

  @Override
  public void begin(SeriesSamples samples) {
    times = samples.times();
    values = samples.values();
    ends.begin(samples);
    resets.begin();
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    if (!ends.find(w)) {
      return false;
    }
    double left = ends.isLeftBetween() ? between(w.start, ends.first()) : values[ends.first()];
    double right = ends.isRightBetween() ? between(w.end, ends.last() - 1) : values[ends.last()];
    double change = right - left;
    if (counter) {
      change += lost(w, left, right);
    }
    return w.answer(perSecond ? change / w.seconds() : change);
  }

  private double between(long time, int sample) {
    return Interpolation.at(time, times, values, sample, counter);
  }

  /** Returns what the counter lost by resets from the left end to the right one. */
  private double lost(RangeWindow w, double left, double right) {
    int from = times[ends.first()] <= w.start ? ends.first() + 1 : ends.first();
    int to = times[ends.last()] >= w.end ? ends.last() : ends.last() + 1;
    double lost = 0;
    double last = left;
    if (from < to) {
      lost = resets.addTo(values[from] < left ? left : 0, values, from, to);
      last = values[to - 1];
    }
    return right < last ? lost + last : lost;
  }
}
