package io.varve.promql.differential;

/**
 * When values are the same although they were summed in another order: they differ by no more than
 * a billionth of the larger one, or of 1 where both are smaller. NaN is equal to NaN.
 */
public final class LastBits {
  private static final double TOLERANCE = 1e-9;

  private LastBits() {}

  /** Returns whether two values are the same in this sense. */
  public static boolean agree(double a, double b) {
    return Double.compare(a, b) == 0
        || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }
}
