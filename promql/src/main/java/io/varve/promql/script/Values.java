package io.varve.promql.script;

import io.varve.model.FloatHistogram;
import io.varve.model.FloatValue;
import io.varve.model.Histogram;
import io.varve.model.SampleValue;
import io.varve.model.StaleNaN;
import java.util.Arrays;

/** When two values count as the same, and how they are printed. */
final class Values {
  private static final double EPSILON = 1e-6;

  private Values() {}

  /**
   * Returns whether the numbers differ by less than their sum times 1e-6. A stale marker equals
   * only a stale marker, any other NaN only another such.
   */
  static boolean alike(double a, double b) {
    if (StaleNaN.isStale(a) || StaleNaN.isStale(b)) {
      return StaleNaN.isStale(a) && StaleNaN.isStale(b);
    }
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
      return difference < EPSILON * Double.MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < EPSILON;
  }

  /** Returns whether a value is the one at a point of a script; nothing is alike to no point. */
  static boolean alike(Point expected, SampleValue actual) {
    return switch (expected) {
      case Point.Absent _ -> false;
      case Point.FloatPoint(double value) ->
          actual instanceof FloatValue(double other) && alike(value, other);
      case Point.HistogramPoint(FloatHistogram histogram, boolean hinted) ->
          switch (actual) {
            case FloatValue _ -> false;
            case Histogram other -> alike(histogram, other.toFloat(), hinted);
            case FloatHistogram other -> alike(histogram, other, hinted);
          };
    };
  }

  /** Empty buckets make no difference, nor does the counter reset hint unless it was written. */
  private static boolean alike(FloatHistogram a, FloatHistogram b, boolean hinted) {
    return a.schema() == b.schema()
        && alike(a.count(), b.count())
        && alike(a.sum(), b.sum())
        && Arrays.equals(a.customValues(), b.customValues())
        && a.zeroThreshold() == b.zeroThreshold()
        && alike(a.zeroCount(), b.zeroCount())
        && Buckets.of(a.positiveSpans(), a.positiveBuckets())
            .alike(Buckets.of(b.positiveSpans(), b.positiveBuckets()))
        && Buckets.of(a.negativeSpans(), a.negativeBuckets())
            .alike(Buckets.of(b.negativeSpans(), b.negativeBuckets()))
        && (!hinted || a.counterResetHint() == b.counterResetHint());
  }

  static String print(double value) {
    return StaleNaN.isStale(value) ? "stale" : Double.toString(value);
  }

  static String print(SampleValue value) {
    return value instanceof FloatValue(double number) ? print(number) : value.toString();
  }
}
