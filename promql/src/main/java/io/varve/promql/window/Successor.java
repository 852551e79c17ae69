package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/** Finds the sample at the end of a window, or the next one after it. Not thread-safe. */
final class Successor {
  private long[] times = {};
  private int at;

  void begin(SeriesSamples samples) {
    times = samples.times();
    at = 0;
  }

  /**
   * Returns the first sample at hand that is not before the window's end; {@link RangeWindow#to}
   * where all are.
   */
  int of(RangeWindow w) {
    at = Math.max(at, w.from);
    while (at < w.to && times[at] < w.end) {
      at++;
    }
    return at;
  }
}
