package io.varve.promql.histogram;

import io.varve.promql.numeric.GoMath;
import io.varve.promql.value.GoNumbers;

/**
 * One bucket of a histogram.
 *
 * @param lower the lower bound, which may be −∞
 * @param upper the upper bound, which may be +∞
 * @param lowerInclusive whether the lower bound belongs to the bucket
 * @param upperInclusive whether the upper bound does
 * @param count how many observations are in it
 */
public record Bucket(
    double lower, double upper, boolean lowerInclusive, boolean upperInclusive, double count) {

  /** What a search for a bucket ends with where there is none. */
  static final Bucket NONE = new Bucket(0, 0, false, false, 0);

  boolean holdsZero() {
    return lower <= 0 && upper >= 0;
  }

  Bucket withBounds(double newLower, double newUpper) {
    return new Bucket(newLower, newUpper, lowerInclusive, upperInclusive, count);
  }

  /**
   * Returns which part of the bucket lies below a value inside its finite bounds.
   *
   * @param linear whether observations are taken to lie evenly; else the logarithms of their
   *     magnitudes do
   */
  double fractionBelow(double value, boolean linear) {
    if (linear) {
      return (value - lower) / (upper - lower);
    }
    double logLower = GoMath.log2(Math.abs(lower));
    double logUpper = GoMath.log2(Math.abs(upper));
    double logValue = GoMath.log2(Math.abs(value));
    return value > 0
        ? (logValue - logLower) / (logUpper - logLower)
        : 1 - (logValue - logUpper) / (logLower - logUpper);
  }

  /** Prints the bucket in mathematical notation, as {@code (1,2]:3}. */
  @Override
  public String toString() {
    return (lowerInclusive ? "[" : "(")
        + GoNumbers.general(lower)
        + ","
        + GoNumbers.general(upper)
        + (upperInclusive ? "]:" : "):")
        + GoNumbers.general(count);
  }
}
