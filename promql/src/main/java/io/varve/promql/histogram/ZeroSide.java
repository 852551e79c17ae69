package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;

/** Which side of zero a histogram's observations are on. */
final class ZeroSide {
  private ZeroSide() {}

  /**
   * Returns the bucket; where it holds zero, with 0 for the bound on the side on which the
   * histogram has no buckets, if it has any on the other.
   */
  static Bucket withNaturalBound(Bucket bucket, FloatHistogram h) {
    return withNaturalBound(bucket, h.positiveBuckets().length > 0, h.negativeBuckets().length > 0);
  }

  /** Returns the bucket as {@link #withNaturalBound(Bucket, FloatHistogram)} does. */
  static Bucket withNaturalBound(Bucket bucket, boolean positive, boolean negative) {
    if (positive == negative || !bucket.holdsZero()) {
      return bucket;
    }
    return positive ? bucket.withBounds(0, bucket.upper()) : bucket.withBounds(bucket.lower(), 0);
  }
}
