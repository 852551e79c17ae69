package io.varve.promql.histogram;

import java.util.Arrays;

/** The bounds of custom buckets: those listed, −∞ before and +∞ behind them. */
final class CustomBounds {
  private CustomBounds() {}

  /** Returns the upper bound of a bucket, where -1 is what lies before the first. */
  static double upper(int index, double[] bounds) {
    if (index < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return index < bounds.length ? bounds[index] : Double.POSITIVE_INFINITY;
  }

  /** Returns whether both have the same bounds. */
  static boolean same(double[] a, double[] b) {
    boolean same = a.length == b.length;
    for (int i = 0; same && i < a.length; i++) {
      same = a[i] == b[i];
    }
    return same;
  }

  /** Returns the bounds that both have. */
  static double[] intersection(double[] a, double[] b) {
    double[] common = new double[Math.min(a.length, b.length)];
    int n = 0;
    int j = 0;
    for (double bound : a) {
      while (j < b.length && b[j] < bound) {
        j++;
      }
      if (j < b.length && b[j] == bound) {
        common[n++] = bound;
      }
    }
    return Arrays.copyOf(common, n);
  }

  /**
   * Returns the bucket among fewer bounds that a bucket lies in.
   *
   * @param fewer some of the bounds
   * @param from a bucket at or below the one sought
   */
  static int bucketAmong(double[] fewer, int index, double[] bounds, int from) {
    double upper = upper(index, bounds);
    int i = from;
    while (i < fewer.length && fewer[i] < upper) {
      i++;
    }
    return i;
  }
}
