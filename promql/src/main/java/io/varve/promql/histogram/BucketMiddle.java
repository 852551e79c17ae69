package io.varve.promql.histogram;

/**
 * The middle of a bucket or of a part of it.
 *
 * @param positive whether it is a positive bucket; custom ones all are
 * @param linear whether the middle is the arithmetic mean of the bounds; else it is the geometric
 */
record BucketMiddle(boolean positive, boolean linear) {

  /** Returns the middle; of an infinite part, its finite bound, or half of it if it is above 0. */
  double of(double lower, double upper) {
    if (Double.isInfinite(lower)) {
      if (Double.isInfinite(upper)) {
        return 0;
      }
      return upper > 0 ? upper / 2 : upper;
    }
    if (Double.isInfinite(upper)) {
      return lower;
    }
    if (linear) {
      return (lower + upper) / 2;
    }
    double geometric = Math.sqrt(Math.abs(lower * upper));
    return positive ? geometric : -geometric;
  }
}
