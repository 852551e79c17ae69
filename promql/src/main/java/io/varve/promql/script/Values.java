package io.varve.promql.script;

import io.varve.model.StaleNaN;

/** When two numbers count as the same, and how they are printed. */
final class Values {
  private static final double EPSILON = 1e-6;
  private static final double MIN_NORMAL = Double.MIN_NORMAL;

  private Values() {}

  /**
   * Returns whether the numbers differ by less than their sum times 1e-6. A stale marker equals
   * only a stale marker, any other NaN only another such.
   */
  static boolean alike(double a, double b) {
    if (StaleNaN.isStale(a) || StaleNaN.isStale(b)) {
      return StaleNaN.isStale(a) && StaleNaN.isStale(b);
    }
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < MIN_NORMAL) {
      return difference < EPSILON * MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < EPSILON;
  }

  static String print(double value) {
    return StaleNaN.isStale(value) ? "stale" : Double.toString(value);
  }
}
