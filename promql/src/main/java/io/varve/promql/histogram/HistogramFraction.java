package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;
import java.util.Set;

/** {@code histogram_fraction} of a native histogram: the inverse of its quantiles. */
public final class HistogramFraction {
  private HistogramFraction() {}

  /**
   * Returns the fraction of observations between two bounds: NaN without observations.
   *
   * @param remarks added to
   */
  public static double of(
      double lower, double upper, FloatHistogram h, Set<HistogramRemark> remarks) {
    if (h.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    double count = h.count();
    if (Double.isNaN(h.sum())) {
      count = inBuckets(h);
      if (count < h.count()) {
        remarks.add(HistogramRemark.NANS_EXCLUDED);
      }
    }
    return (rankOf(upper, h, count) - rankOf(lower, h, count)) / h.count();
  }

  private static double inBuckets(FloatHistogram h) {
    double count = 0;
    BucketCursor cursor = BucketCursor.rising(h);
    while (cursor.next()) {
      count += cursor.count();
    }
    return count;
  }

  /** Returns how many observations are below the value, at most so many as there are. */
  private static double rankOf(double value, FloatHistogram h, double all) {
    double rank = 0;
    BucketCursor cursor = BucketCursor.rising(h);
    while (cursor.next()) {
      Bucket raw = cursor.bucket();
      // Custom buckets too, which are all positive ones, whatever their bounds: so Prometheus does.
      Bucket bucket = ZeroSide.withNaturalBound(raw, h);
      if (bucket.lower() >= value) {
        return Math.min(rank, all);
      }
      if (bucket.upper() > value) {
        boolean linear = h.usesCustomBuckets() || raw.holdsZero();
        double within =
            bucket.lower() == Double.NEGATIVE_INFINITY
                ? bucket.count()
                : rank + bucket.count() * bucket.fractionBelow(value, linear);
        return Math.min(within, all);
      }
      rank += bucket.count();
    }
    return all;
  }
}
