package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/**
 * How a change between the first and the last sample of a window is extrapolated to its ends.
 *
 * <p>As Prometheus has it: towards an end that is nearer than 1.1 times the mean distance of
 * samples, extrapolation reaches the end; otherwise, half that distance. A counter is never
 * extrapolated to before it was zero, nor if it is known when that was.
 */
public final class Extrapolation {
  private Extrapolation() {}

  /**
   * Returns whether a counter is known to have begun at zero inside a window, before its first
   * sample.
   */
  static boolean beginsInside(RangeWindow window, SeriesSamples samples) {
    long start = samples.startTime(window.from);
    return start != 0 && start > window.start && start < samples.time(window.from);
  }

  /**
   * Returns what the change since a counter's beginning inside a window is to be multiplied with.
   *
   * @param start of the counter, ms
   */
  static double factorSince(long start, RangeWindow window, long[] times) {
    int last = window.to - 1;
    double counted = (times[last] - start) / 1000.0;
    double spacing =
        window.count() < 2 ? 0 : (times[last] - times[window.from]) / 1000.0 / (window.count() - 1);
    return (counted + reach((window.end - times[last]) / 1000.0, spacing)) / counted;
  }

  /** Returns how far beyond a sample the change goes on, of the distance to the window's end. */
  private static double reach(double distance, double spacing) {
    return distance >= spacing * 1.1 ? spacing / 2 : distance;
  }

  /**
   * Returns what the change is to be multiplied with to be that over the whole window.
   *
   * @param window of two samples at least
   * @param times the times of all samples
   * @param counter whether it is a counter that has changed
   * @param first the counter at the first sample; of a histogram, its count
   * @param change the change itself; of a histogram, that of its count
   */
  public static double factor(
      RangeWindow window, long[] times, boolean counter, double first, double change) {
    int last = window.to - 1;
    double sampled = (times[last] - times[window.from]) / 1000.0;
    double spacing = sampled / (window.count() - 1);
    double before = reach((times[window.from] - window.start) / 1000.0, spacing);
    if (counter && change > 0 && first >= 0) {
      double sinceZero = sampled * (first / change);
      if (sinceZero < before) {
        before = sinceZero;
      }
    }
    double after = reach((window.end - times[last]) / 1000.0, spacing);
    return (sampled + before + after) / sampled;
  }
}
