package io.varve.promql.value;

import io.varve.model.FloatHistogram;

/** What a histogram takes and counts for. */
public final class HistogramSize {
  private static final int FIXED = 128;
  private static final int SPAN = 24;

  private HistogramSize() {}

  /** Returns how many bytes of heap a histogram takes, about. */
  public static long bytes(FloatHistogram h) {
    long spans = h.positiveSpans().size() + h.negativeSpans().size();
    long numbers =
        h.positiveBuckets().length + h.negativeBuckets().length + h.customValues().length;
    return FIXED + SPAN * spans + 8L * numbers;
  }
}
