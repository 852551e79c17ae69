package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;

/**
 * The operators that cut a histogram off at a value: {@code </} keeps what is below it, {@code >/}
 * what is above. A bucket that holds the value is cut in proportion; the sum is estimated anew,
 * from the buckets' middles. Where nothing is cut off the histogram stays as it is.
 */
public final class HistogramTrim {
  private final FloatHistogram histogram;
  private final double at;
  private final boolean keepBelow;

  private double count;
  private double sum;
  private boolean cut;

  private HistogramTrim(FloatHistogram histogram, double at, boolean keepBelow) {
    this.histogram = histogram;
    this.at = at;
    this.keepBelow = keepBelow;
  }

  /** Returns the histogram of the observations below a value. */
  public static FloatHistogram below(FloatHistogram h, double value) {
    return new HistogramTrim(h, value, true).trim();
  }

  /** Returns the histogram of the observations above a value. */
  public static FloatHistogram above(FloatHistogram h, double value) {
    return new HistogramTrim(h, value, false).trim();
  }

  private FloatHistogram trim() {
    double[] positive = side(true);
    double[] negative = side(false);
    double zero = histogram.zeroCount();
    if (zero > 0) {
      zero = zeroBucket();
    }
    if (!cut) {
      return histogram;
    }
    return Histograms.compact(
        new FloatHistogram(
            histogram.schema(),
            histogram.zeroThreshold(),
            zero,
            count,
            sum,
            histogram.positiveSpans(),
            histogram.negativeSpans(),
            positive,
            negative,
            histogram.customValues(),
            histogram.counterResetHint()));
  }

  private double[] side(boolean positive) {
    double[] kept = (positive ? histogram.positiveBuckets() : histogram.negativeBuckets()).clone();
    BucketMiddle middle = new BucketMiddle(positive, histogram.usesCustomBuckets());
    SideCursor cursor = SideCursor.forwards(histogram, positive);
    while (cursor.next()) {
      if (cursor.count() != 0) {
        Bucket bucket = BucketBounds.of(histogram, positive, cursor);
        kept[cursor.position()] = keep(bucket, middle);
      }
    }
    return kept;
  }

  /** Counts what is kept of a bucket, and returns how much it is. */
  private double keep(Bucket bucket, BucketMiddle middle) {
    boolean whole = keepBelow ? bucket.upper() <= at : bucket.lower() >= at;
    boolean part = keepBelow ? bucket.lower() < at : bucket.upper() > at;
    if (whole) {
      return count(bucket.count(), middle.of(bucket.lower(), bucket.upper()));
    }
    if (!part) {
      cut = true;
      return 0;
    }
    double kept;
    if (bucket.lower() == Double.NEGATIVE_INFINITY) {
      kept = ofFirst(bucket);
    } else if (bucket.upper() == Double.POSITIVE_INFINITY) {
      kept = ofLast(bucket);
    } else {
      double below = bucket.count() * bucket.fractionBelow(at, middle.linear());
      kept =
          keepBelow
              ? count(below, middle.of(bucket.lower(), at))
              : count(bucket.count() - below, middle.of(at, bucket.upper()));
    }
    cut |= kept != bucket.count();
    return kept;
  }

  /**
   * What is kept of a bucket from −∞ on, the value inside it: with a bound above 0, 0 begins it.
   */
  private double ofFirst(Bucket bucket) {
    double upper = bucket.upper();
    boolean finite = upper < Double.POSITIVE_INFINITY;
    if (keepBelow) {
      if (at > 0 && finite) {
        return count(bucket.count() * at / upper, at / 2);
      }
      return upper <= 0 ? count(bucket.count(), at) : 0;
    }
    return at >= 0 && finite ? count(bucket.count() * (1 - at / upper), (at + upper) / 2) : 0;
  }

  /** What is kept of a bucket up to ∞, the value inside it: all or nothing. */
  private double ofLast(Bucket bucket) {
    return keepBelow ? 0 : count(bucket.count(), at);
  }

  private double zeroBucket() {
    Bucket bucket =
        ZeroSide.withNaturalBound(
            BucketBounds.zero(histogram),
            isPopulated(histogram.positiveBuckets()),
            isPopulated(histogram.negativeBuckets()));
    double lower = bucket.lower();
    double upper = bucket.upper();
    double kept;
    if (keepBelow ? at <= lower : at >= upper && at > lower) {
      kept = 0;
    } else if (keepBelow ? at >= upper : at <= lower) {
      kept = count(bucket.count(), (lower + upper) / 2);
    } else if (keepBelow) {
      kept = count(bucket.count() * ((at - lower) / (upper - lower)), (lower + at) / 2);
    } else {
      kept = count(bucket.count() * ((upper - at) / (upper - lower)), (at + upper) / 2);
    }
    cut |= kept != bucket.count();
    return kept;
  }

  private static boolean isPopulated(double[] buckets) {
    boolean populated = false;
    for (double bucket : buckets) {
      populated |= bucket != 0;
    }
    return populated;
  }

  private double count(double kept, double middle) {
    count += kept;
    sum += middle * kept;
    return kept;
  }
}
