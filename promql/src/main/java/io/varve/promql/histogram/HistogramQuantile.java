package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;
import io.varve.promql.numeric.GoMath;
import java.util.Set;

/**
 * {@code histogram_quantile} of a native histogram. Inside a bucket, observations are taken to lie
 * evenly where bounds are custom and in the zero bucket, and to have even logarithms elsewhere.
 */
public final class HistogramQuantile {
  private HistogramQuantile() {}

  /**
   * Returns the φ-quantile: NaN without observations, −∞ for φ below 0 and +∞ for φ above 1.
   *
   * @param remarks added to
   */
  public static double of(double phi, FloatHistogram h, Set<HistogramRemark> remarks) {
    if (phi < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (phi > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (h.count() == 0 || Double.isNaN(phi)) {
      return Double.NaN;
    }
    boolean mayHaveNaNs = Double.isNaN(h.sum());
    boolean rising = mayHaveNaNs || phi < 0.5;
    BucketCursor cursor = rising ? BucketCursor.rising(h) : BucketCursor.falling(h);
    double rank = (rising ? phi : 1 - phi) * h.count();
    Bucket bucket = Bucket.NONE;
    double passed = 0;
    while (cursor.next()) {
      if (cursor.count() != 0) {
        passed += cursor.count();
        bucket = cursor.bucket();
        if (passed >= rank) {
          break;
        }
      }
    }
    if (!h.usesCustomBuckets()) {
      bucket = ZeroSide.withNaturalBound(bucket, h);
    } else if (Double.isInfinite(bucket.lower())) {
      if (bucket.upper() <= 0) {
        return bucket.upper();
      }
      bucket = bucket.withBounds(0, bucket.upper());
    } else if (Double.isInfinite(bucket.upper())) {
      return bucket.lower();
    }
    // Rounding must not make the buckets hold more than the histogram.
    passed = passed > h.count() ? h.count() : passed;
    if (passed < rank) {
      if (mayHaveNaNs) {
        remarks.add(HistogramRemark.NAN_QUANTILE);
        return Double.NaN;
      }
      return bucket.upper();
    }
    double rankInBucket = rising ? rank - (passed - bucket.count()) : passed - rank;
    if (mayHaveNaNs) {
      // The bucket that Prometheus interpolates in is then the last one that it has counted.
      double all = passed;
      while (cursor.next()) {
        all += cursor.count();
        bucket = cursor.bucket();
      }
      if (all < h.count()) {
        remarks.add(HistogramRemark.SKEWED_QUANTILE);
      }
    }
    return inside(bucket, rankInBucket / bucket.count(), h.usesCustomBuckets());
  }

  private static double inside(Bucket bucket, double fraction, boolean custom) {
    if (custom || bucket.holdsZero()) {
      return bucket.lower() + (bucket.upper() - bucket.lower()) * fraction;
    }
    double logLower = GoMath.log2(Math.abs(bucket.lower()));
    double logUpper = GoMath.log2(Math.abs(bucket.upper()));
    return bucket.lower() > 0
        ? exp2(logLower + (logUpper - logLower) * fraction)
        : -exp2(logUpper + (logLower - logUpper) * (1 - fraction));
  }

  private static double exp2(double x) {
    return Math.pow(2, x);
  }
}
