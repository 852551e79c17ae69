package io.varve.promql.histogram;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;

/**
 * Whether counting began anew between two histograms: unless a hint says so or denies it, whether a
 * bucket, the zero bucket or the count has fallen, or the buckets have become finer.
 */
public final class CounterReset {
  private CounterReset() {}

  /** Returns whether counting began anew after the former histogram and not after the latter. */
  public static boolean between(FloatHistogram before, FloatHistogram now) {
    if (now.counterResetHint() == CounterResetHint.RESET) {
      return true;
    }
    if (now.counterResetHint() == CounterResetHint.NOT_RESET) {
      return false;
    }
    if (now.count() < before.count()) {
      return true;
    }
    if (now.usesCustomBuckets() != before.usesCustomBuckets()) {
      return true;
    }
    if (now.usesCustomBuckets() && !CustomBounds.same(now.customValues(), before.customValues())) {
      return hasFallenInCommonBounds(before, now);
    }
    if (now.schema() > before.schema() || now.zeroThreshold() < before.zeroThreshold()) {
      return true;
    }
    if (now.schema() == before.schema() && now.zeroThreshold() == before.zeroThreshold()) {
      return now.zeroCount() < before.zeroCount()
          || hasFallen(before, now, true)
          || hasFallen(before, now, false);
    }
    WorkingHistogram reduced = WorkingHistogram.of(before);
    if (!reduced.widenZeroBucketTo(now.zeroThreshold())) {
      return true;
    }
    reduced.reduceTo(now.schema());
    FloatHistogram comparable = reduced.toHistogram();
    return now.zeroCount() < comparable.zeroCount()
        || hasFallen(comparable, now, true)
        || hasFallen(comparable, now, false);
  }

  /** Compares the buckets of one sign, of histograms of the same schema and bounds. */
  private static boolean hasFallen(FloatHistogram before, FloatHistogram now, boolean positive) {
    SideCursor earlier = SideCursor.forwards(before, positive);
    SideCursor later = SideCursor.forwards(now, positive);
    boolean more = later.next();
    while (earlier.next()) {
      while (more && later.index() < earlier.index()) {
        more = later.next();
      }
      boolean still = more && later.index() == earlier.index();
      if (still ? later.count() < earlier.count() : earlier.count() != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasFallenInCommonBounds(FloatHistogram before, FloatHistogram now) {
    double[] common = CustomBounds.intersection(before.customValues(), now.customValues());
    double[] earlier = countsAmong(common, before);
    double[] later = countsAmong(common, now);
    for (int i = 0; i < later.length; i++) {
      if (later[i] < earlier[i]) {
        return true;
      }
    }
    return false;
  }

  private static double[] countsAmong(double[] bounds, FloatHistogram h) {
    double[] counts = new double[bounds.length + 1];
    SideCursor buckets = SideCursor.forwards(h, true);
    int bucket = 0;
    while (buckets.next()) {
      bucket = CustomBounds.bucketAmong(bounds, buckets.index(), h.customValues(), bucket);
      counts[bucket] += buckets.count();
    }
    return counts;
  }
}
