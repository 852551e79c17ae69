package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/** Finds the sample whose value a series has at the beginning of a window. */
final class Anchor {
  private long[] times = {};
  private int at;

  void begin(SeriesSamples samples) {
    times = samples.times();
    at = 0;
  }

  /**
   * Returns the last sample up to the window's beginning, or the first one at hand where all are
   * later. Where none is later there is nothing to tell of the window, and {@link RangeWindow#to}
   * is returned.
   */
  int of(RangeWindow w) {
    if (w.count() == 0 || times[w.to - 1] <= w.start) {
      return w.to;
    }
    at = Math.max(at, w.from);
    while (at + 1 < w.to && times[at + 1] <= w.start) {
      at++;
    }
    return at;
  }
}
