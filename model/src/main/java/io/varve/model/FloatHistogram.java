package io.varve.model;

import java.util.Arrays;
import java.util.List;

/**
 * A native histogram with float counts, as Prometheus models it: what PromQL calculates with.
 *
 * <p><b>Ownership.</b> As for {@link Histogram}: arrays belong to the histogram from its
 * construction on, and neither the caller nor a reader may write to them.
 *
 * @param schema see {@link HistogramSchema}
 * @param zeroThreshold the width of the zero bucket, from -threshold to +threshold inclusive
 * @param zeroCount observations in the zero bucket
 * @param count all observations
 * @param sum the sum of observations; the stale marker here makes the histogram one
 * @param positiveSpans which positive buckets there are
 * @param negativeSpans which negative buckets there are
 * @param positiveBuckets counts, each absolute
 * @param negativeBuckets likewise
 * @param customValues upper bounds of custom buckets, strictly rising; empty for other schemas
 * @param counterResetHint what is known about a counter reset
 */
@SuppressWarnings("ArrayRecordComponent") // Equality is overridden; ownership is said above.
public record FloatHistogram(
    int schema,
    double zeroThreshold,
    double zeroCount,
    double count,
    double sum,
    List<Span> positiveSpans,
    List<Span> negativeSpans,
    double[] positiveBuckets,
    double[] negativeBuckets,
    double[] customValues,
    CounterResetHint counterResetHint)
    implements NativeHistogram {

  /** Makes lists unmodifiable. */
  public FloatHistogram {
    positiveSpans = List.copyOf(positiveSpans);
    negativeSpans = List.copyOf(negativeSpans);
  }

  @Override
  public ValueKind kind() {
    return ValueKind.FLOAT_HISTOGRAM;
  }

  @Override
  public boolean isStale() {
    return StaleNaN.isStale(sum);
  }

  /** Returns whether bounds are listed in {@link #customValues}. */
  public boolean usesCustomBuckets() {
    return HistogramSchema.isCustom(schema);
  }

  /** Returns the stale marker as a histogram: all there is in it is the sum. */
  public static FloatHistogram stale() {
    return Histogram.stale().toFloat();
  }

  @Override
  public int buckets() {
    return positiveBuckets.length + negativeBuckets.length;
  }

  @Override
  public FloatHistogram toFloat() {
    return this;
  }

  @Override
  public FloatHistogram withHint(CounterResetHint hint) {
    return hint == counterResetHint
        ? this
        : new FloatHistogram(
            schema,
            zeroThreshold,
            zeroCount,
            count,
            sum,
            positiveSpans,
            negativeSpans,
            positiveBuckets,
            negativeBuckets,
            customValues,
            hint);
  }

  @Override
  public FloatHistogram reducedTo(int coarser) {
    if (schema <= coarser) {
      return this;
    }
    int levels = schema - coarser;
    BucketMerge positive = BucketMerge.of(positiveSpans, positiveBuckets.length, levels);
    BucketMerge negative = BucketMerge.of(negativeSpans, negativeBuckets.length, levels);
    return new FloatHistogram(
        coarser,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive.spans(),
        negative.spans(),
        positive.counts(positiveBuckets),
        negative.counts(negativeBuckets),
        customValues,
        counterResetHint);
  }

  @Override
  public boolean sameObservations(NativeHistogram other) {
    return other instanceof FloatHistogram h
        && schema == h.schema
        && zeroThreshold == h.zeroThreshold
        && Bits.equal(zeroCount, h.zeroCount)
        && Bits.equal(count, h.count)
        && Bits.equal(sum, h.sum)
        && positiveSpans.equals(h.positiveSpans)
        && negativeSpans.equals(h.negativeSpans)
        && Bits.equal(positiveBuckets, h.positiveBuckets)
        && Bits.equal(negativeBuckets, h.negativeBuckets)
        && Bits.equalNumbers(customValues, h.customValues);
  }

  /** Compares all fields, floats by their bits. */
  @Override
  public boolean equals(Object o) {
    return this == o
        || (o instanceof FloatHistogram h
            && schema == h.schema
            && Bits.equal(count, h.count)
            && Bits.equal(zeroCount, h.zeroCount)
            && Bits.equal(sum, h.sum)
            && Bits.equal(zeroThreshold, h.zeroThreshold)
            && counterResetHint == h.counterResetHint
            && positiveSpans.equals(h.positiveSpans)
            && negativeSpans.equals(h.negativeSpans)
            && Bits.equal(positiveBuckets, h.positiveBuckets)
            && Bits.equal(negativeBuckets, h.negativeBuckets)
            && Bits.equal(customValues, h.customValues));
  }

  @Override
  public int hashCode() {
    int h = schema;
    h = 31 * h + Bits.hash(count);
    h = 31 * h + Bits.hash(zeroCount);
    h = 31 * h + Bits.hash(sum);
    h = 31 * h + positiveSpans.hashCode();
    h = 31 * h + Bits.hash(positiveBuckets);
    return 31 * h + Bits.hash(negativeBuckets);
  }

  @Override
  public String toString() {
    return "FloatHistogram[schema=%d, zero=%s:%s, count=%s, sum=%s, +%s%s, -%s%s, custom=%s, %s]"
        .formatted(
            schema,
            zeroThreshold,
            zeroCount,
            count,
            sum,
            positiveSpans,
            Arrays.toString(positiveBuckets),
            negativeSpans,
            Arrays.toString(negativeBuckets),
            Arrays.toString(customValues),
            counterResetHint);
  }
}
