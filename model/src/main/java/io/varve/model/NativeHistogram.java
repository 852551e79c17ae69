package io.varve.model;

import java.util.List;

/** What native histograms with integer and with float counts have in common. */
public sealed interface NativeHistogram extends SampleValue permits Histogram, FloatHistogram {
  /** Returns the schema; see {@link HistogramSchema}. */
  int schema();

  /** Returns the width of the zero bucket, from -threshold to +threshold inclusive. */
  double zeroThreshold();

  /** Returns the sum of observations; the stale marker here makes the histogram one. */
  double sum();

  /** Returns which positive buckets there are. */
  List<Span> positiveSpans();

  /** Returns which negative buckets there are. */
  List<Span> negativeSpans();

  /** Returns upper bounds of custom buckets; empty for other schemas. Not to be written to. */
  double[] customValues();

  /** Returns what is known about a counter reset. */
  CounterResetHint counterResetHint();

  /** Returns the number of positive and negative buckets that there are counts for. */
  int buckets();

  /** Returns the same with float counts; itself if it has them. */
  FloatHistogram toFloat();

  /** Returns the same with another hint; itself if the hint is the same. */
  NativeHistogram withHint(CounterResetHint hint);

  /**
   * Returns the same behind another sample than the one that its hint is about: what is known of a
   * reset is nothing then, unless it is a gauge.
   */
  default NativeHistogram behindAnother() {
    return counterResetHint() == CounterResetHint.GAUGE ? this : withHint(CounterResetHint.UNKNOWN);
  }

  /**
   * Returns the same in a coarser exponential schema; itself if it is as coarse already, or its
   * buckets are custom. Spans and buckets must agree with each other.
   */
  NativeHistogram reducedTo(int coarser);

  /**
   * Returns whether two samples hold the same: all fields but the hint, which is about what was
   * before. Bounds and the threshold are compared as numbers, so that zeros are alike; sums and
   * float counts by their bits.
   */
  boolean sameObservations(NativeHistogram other);

  /** Returns how many spans, buckets and bounds there are: what the size depends on. */
  default int elements() {
    return positiveSpans().size() + negativeSpans().size() + buckets() + customValues().length;
  }

  /** Returns about how many bytes of heap the histogram takes. */
  default long heapBytes() {
    int spans = positiveSpans().size() + negativeSpans().size();
    return 200 + 16L * spans + (long) Long.BYTES * elements();
  }
}
