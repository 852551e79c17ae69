package io.varve.promql.window;

/** Values between two samples, on the straight line through them. */
public final class Interpolation {
  private Interpolation() {}

  /**
   * Returns the value at a time.
   *
   * @param i the sample before
   * @param counter whether a fall to the next sample means that it began anew from zero
   */
  public static double at(long time, long[] times, double[] values, int i, boolean counter) {
    double before = counter && values[i + 1] < values[i] ? 0 : values[i];
    return before + (values[i + 1] - before) * (time - times[i]) / (times[i + 1] - times[i]);
  }

  /** Returns how far a time is from one sample to the next, from 0 to 1. */
  static double fraction(long time, long[] times, int i) {
    return (double) (time - times[i]) / (times[i + 1] - times[i]);
  }
}
