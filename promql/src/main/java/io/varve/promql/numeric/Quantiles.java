package io.varve.promql.numeric;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The φ-quantile of n values as Prometheus takes it: NaNs order before all numbers, and between two
 * neighbours in order it interpolates linearly by rank φ·(n−1).
 */
public final class Quantiles {
  private Quantiles() {}

  /** Returns whether φ lies in [0, 1]; for others Prometheus answers an infinity and warns. */
  public static boolean isValid(double phi) {
    return phi >= 0 && phi <= 1;
  }

  /**
   * Returns the quantile of {@code values[0]} to {@code values[count - 1]}, which are sorted in
   * place. NaN where there are none or φ is NaN, −∞ for φ below 0 and +∞ for φ above 1.
   */
  public static double inPlace(double phi, double[] values, int count) {
    if (count > 0 && isValid(phi)) {
      Arrays.sort(values, 0, count);
    }
    int nans = 0;
    while (nans < count && Double.isNaN(values[count - 1 - nans])) {
      nans++;
    }
    int first = nans;
    return of(phi, count, k -> k < first ? Double.NaN : values[k - first]);
  }

  /**
   * Returns the quantile of {@code count} values given the k-th smallest of them, k from 0, NaNs
   * first.
   */
  public static double of(double phi, int count, IntToDoubleFunction kth) {
    if (count == 0 || Double.isNaN(phi)) {
      return Double.NaN;
    }
    if (phi < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (phi > 1) {
      return Double.POSITIVE_INFINITY;
    }
    double rank = phi * (count - 1);
    int lower = (int) rank;
    int upper = Math.min(count - 1, lower + 1);
    double weight = rank - lower;
    return kth.applyAsDouble(lower) * (1 - weight) + kth.applyAsDouble(upper) * weight;
  }
}
