package io.varve.promql.window;

/**
 * How a change between the first and the last sample of a window is extrapolated to its ends.
 *
 * <p>As Prometheus has it: towards an end that is nearer than 1.1 times the mean distance of
 * samples, extrapolation reaches the end; otherwise, half that distance. A counter is never
 * extrapolated to before it was zero.
 */
public final class Extrapolation {
  private Extrapolation() {}

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
    double near = spacing * 1.1;

    double before = (times[window.from] - window.start) / 1000.0;
    if (before >= near) {
      before = spacing / 2;
    }
    if (counter && change > 0 && first >= 0) {
      double sinceZero = sampled * (first / change);
      if (sinceZero < before) {
        before = sinceZero;
      }
    }
    double after = (window.end - times[last]) / 1000.0;
    if (after >= near) {
      after = spacing / 2;
    }
    return (sampled + before + after) / sampled;
  }
}
