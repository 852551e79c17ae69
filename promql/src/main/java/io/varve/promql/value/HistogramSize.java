package io.varve.promql.value;

import io.varve.model.FloatHistogram;
import org.jspecify.annotations.Nullable;

/** What a histogram takes and counts for. */
public final class HistogramSize {
  private static final long FIXED = 128;
  private static final long SPAN = 24;

  /** What Prometheus takes for its fields without lists, and for the time that goes with it. */
  private static final int COUNTED_FIXED = 168 + 8;

  private static final int BYTES_OF_SAMPLE = 16;

  private HistogramSize() {}

  /** Returns how many bytes of heap a histogram takes, about. */
  public static long bytes(FloatHistogram h) {
    int spans = h.positiveSpans().size() + h.negativeSpans().size();
    int numbers = h.positiveBuckets().length + h.negativeBuckets().length + h.customValues().length;
    return FIXED + SPAN * spans + 8L * numbers;
  }

  /**
   * Returns for how many samples a histogram counts against limits: as many as have room in what
   * Prometheus takes it to take.
   */
  public static int samples(FloatHistogram h) {
    return (COUNTED_FIXED + 8 * h.elements()) / BYTES_OF_SAMPLE;
  }

  /** Returns how many bytes of heap an array with histograms takes, about; 0 for none. */
  public static long bytes(@Nullable FloatHistogram @Nullable [] histograms) {
    if (histograms == null) {
      return 0;
    }
    long bytes = 16 + 8L * histograms.length;
    for (FloatHistogram histogram : histograms) {
      bytes += histogram == null ? 0 : bytes(histogram);
    }
    return bytes;
  }
}
