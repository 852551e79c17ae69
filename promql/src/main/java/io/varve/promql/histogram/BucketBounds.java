package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;

/** Buckets with their bounds. */
final class BucketBounds {
  private BucketBounds() {}

  /** Returns the zero bucket. */
  static Bucket zero(FloatHistogram h) {
    return new Bucket(-h.zeroThreshold(), h.zeroThreshold(), true, true, h.zeroCount());
  }

  /** Returns the bucket that a cursor is at. */
  static Bucket of(FloatHistogram h, boolean positive, SideCursor at) {
    int index = at.index();
    if (h.usesCustomBuckets()) {
      double[] bounds = h.customValues();
      double lower = CustomBounds.upper(index - 1, bounds);
      return new Bucket(lower, CustomBounds.upper(index, bounds), index == 0, true, at.count());
    }
    double near = ExponentialBounds.upper(index - 1, h.schema());
    double far = ExponentialBounds.upper(index, h.schema());
    return positive
        ? new Bucket(near, far, false, true, at.count())
        : new Bucket(-far, -near, true, false, at.count());
  }
}
