package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;
import io.varve.promql.numeric.Compensation;

/** {@code histogram_avg}, {@code histogram_stdvar} and {@code histogram_stddev}. */
public final class HistogramMoments {
  private HistogramMoments() {}

  /** Returns the mean of the observations. */
  public static double mean(FloatHistogram h) {
    return h.sum() / h.count();
  }

  /** Returns the standard deviation of the observations. */
  public static double deviation(FloatHistogram h) {
    return Math.sqrt(variance(h));
  }

  /**
   * Returns the variance of the observations, each taken to be in its bucket's middle: the
   * arithmetic mean of custom bounds, zero in the zero bucket, the geometric mean of others.
   */
  public static double variance(FloatHistogram h) {
    double mean = mean(h);
    double sum = 0;
    double compensation = 0;
    BucketCursor cursor = BucketCursor.rising(h);
    while (cursor.next()) {
      if (cursor.count() != 0) {
        double distance = middle(cursor.bucket(), h) - mean;
        double square = cursor.count() * distance * distance;
        double total = sum + square;
        compensation = Compensation.next(compensation, sum, square, total);
        sum = total;
      }
    }
    return (sum + compensation) / h.count();
  }

  private static double middle(Bucket bucket, FloatHistogram h) {
    if (h.usesCustomBuckets()) {
      return (bucket.upper() + bucket.lower()) / 2;
    }
    if (bucket.holdsZero()) {
      return 0;
    }
    double geometric = Math.sqrt(bucket.upper() * bucket.lower());
    return bucket.upper() < 0 ? -geometric : geometric;
  }
}
