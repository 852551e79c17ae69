package io.varve.model;

import java.util.Arrays;
import java.util.List;

/**
 * A native histogram with integer counts, as Prometheus models it.
 *
 * <p><b>Ownership.</b> Lists are copied unless already unmodifiable. Arrays are not copied, for
 * that would cost more than all else: they belong to the histogram from its construction on, and
 * neither the caller nor a reader may write to them. Under this rule it is immutable and safe to
 * share, and {@code customValues} may be one array for many histograms. Whether fields agree with
 * each other is judged where data comes in, not here.
 *
 * @param schema see {@link HistogramSchema}
 * @param zeroThreshold the width of the zero bucket, from -threshold to +threshold inclusive
 * @param zeroCount observations in the zero bucket, unsigned
 * @param count all observations, unsigned
 * @param sum the sum of observations; the stale marker here makes the histogram one
 * @param positiveSpans which positive buckets there are
 * @param negativeSpans which negative buckets there are
 * @param positiveBuckets counts: the first absolute, each other as the difference from the one
 *     before it
 * @param negativeBuckets likewise
 * @param customValues upper bounds of custom buckets, strictly rising; empty for other schemas
 * @param counterResetHint what is known about a counter reset
 */
@SuppressWarnings("ArrayRecordComponent") // Equality is overridden; ownership is said above.
public record Histogram(
    int schema,
    double zeroThreshold,
    long zeroCount,
    long count,
    double sum,
    List<Span> positiveSpans,
    List<Span> negativeSpans,
    long[] positiveBuckets,
    long[] negativeBuckets,
    double[] customValues,
    CounterResetHint counterResetHint)
    implements NativeHistogram {

  /** Makes lists unmodifiable. */
  public Histogram {
    positiveSpans = List.copyOf(positiveSpans);
    negativeSpans = List.copyOf(negativeSpans);
  }

  @Override
  public ValueKind kind() {
    return ValueKind.HISTOGRAM;
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
  public static Histogram stale() {
    return new Histogram(
        0,
        0,
        0,
        0,
        StaleNaN.VALUE,
        List.of(),
        List.of(),
        new long[0],
        new long[0],
        new double[0],
        CounterResetHint.UNKNOWN);
  }

  @Override
  public int buckets() {
    return positiveBuckets.length + negativeBuckets.length;
  }

  @Override
  public Histogram withHint(CounterResetHint hint) {
    return hint == counterResetHint
        ? this
        : new Histogram(
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
  public Histogram reducedTo(int coarser) {
    if (schema <= coarser) {
      return this;
    }
    int levels = schema - coarser;
    BucketMerge positive = BucketMerge.of(positiveSpans, positiveBuckets.length, levels);
    BucketMerge negative = BucketMerge.of(negativeSpans, negativeBuckets.length, levels);
    return new Histogram(
        coarser,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive.spans(),
        negative.spans(),
        positive.deltas(positiveBuckets),
        negative.deltas(negativeBuckets),
        customValues,
        counterResetHint);
  }

  @Override
  public boolean sameObservations(NativeHistogram other) {
    return other instanceof Histogram h
        && schema == h.schema
        && zeroThreshold == h.zeroThreshold
        && zeroCount == h.zeroCount
        && count == h.count
        && Bits.equal(sum, h.sum)
        && positiveSpans.equals(h.positiveSpans)
        && negativeSpans.equals(h.negativeSpans)
        && Arrays.equals(positiveBuckets, h.positiveBuckets)
        && Arrays.equals(negativeBuckets, h.negativeBuckets)
        && Bits.equalNumbers(customValues, h.customValues);
  }

  /** Returns the same histogram with float counts, and absolute ones in all buckets. */
  @Override
  public FloatHistogram toFloat() {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        unsignedToDouble(zeroCount),
        unsignedToDouble(count),
        sum,
        positiveSpans,
        negativeSpans,
        absolute(positiveBuckets),
        absolute(negativeBuckets),
        customValues,
        counterResetHint);
  }

  /** Rounds to nearest, as Go's conversion does: with the lowest bit kept sticky. */
  private static double unsignedToDouble(long v) {
    return v >= 0 ? v : 2.0 * (v >>> 1 | (v & 1));
  }

  private static double[] absolute(long[] deltas) {
    double[] result = new double[deltas.length];
    long count = 0;
    for (int i = 0; i < deltas.length; i++) {
      count += deltas[i];
      result[i] = count;
    }
    return result;
  }

  /** Compares all fields, floats by their bits. */
  @Override
  public boolean equals(Object o) {
    return this == o
        || (o instanceof Histogram h
            && schema == h.schema
            && count == h.count
            && zeroCount == h.zeroCount
            && Bits.equal(sum, h.sum)
            && Bits.equal(zeroThreshold, h.zeroThreshold)
            && counterResetHint == h.counterResetHint
            && positiveSpans.equals(h.positiveSpans)
            && negativeSpans.equals(h.negativeSpans)
            && Arrays.equals(positiveBuckets, h.positiveBuckets)
            && Arrays.equals(negativeBuckets, h.negativeBuckets)
            && Bits.equal(customValues, h.customValues));
  }

  @Override
  public int hashCode() {
    int h = schema;
    h = 31 * h + Long.hashCode(count);
    h = 31 * h + Long.hashCode(zeroCount);
    h = 31 * h + Bits.hash(sum);
    h = 31 * h + positiveSpans.hashCode();
    h = 31 * h + Arrays.hashCode(positiveBuckets);
    return 31 * h + Arrays.hashCode(negativeBuckets);
  }

  @Override
  public String toString() {
    return "Histogram[schema=%d, zero=%s:%s, count=%s, sum=%s, +%s%s, -%s%s, custom=%s, %s]"
        .formatted(
            schema,
            zeroThreshold,
            Long.toUnsignedString(zeroCount),
            Long.toUnsignedString(count),
            sum,
            positiveSpans,
            Arrays.toString(positiveBuckets),
            negativeSpans,
            Arrays.toString(negativeBuckets),
            Arrays.toString(customValues),
            counterResetHint);
  }
}
