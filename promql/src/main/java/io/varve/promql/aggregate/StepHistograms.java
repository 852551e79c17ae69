package io.varve.promql.aggregate;

import io.varve.model.FloatHistogram;
import io.varve.promql.value.HistogramDecoder;
import io.varve.promql.value.HistogramEncoder;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The histograms of one series by their steps, as bytes. */
final class StepHistograms {
  private StepHistograms() {}

  /**
   * Writes histograms.
   *
   * @param histograms null for none
   */
  static void encode(@Nullable FloatHistogram @Nullable [] histograms, int steps, StateWriter out) {
    BitSet present = new BitSet();
    HistogramEncoder encoder = new HistogramEncoder();
    for (int i = 0; histograms != null && i < steps; i++) {
      FloatHistogram histogram = histograms[i];
      if (histogram != null) {
        present.set(i);
        encoder.write(histogram);
      }
    }
    out.u8(present.isEmpty() ? 0 : 1);
    if (!present.isEmpty()) {
      out.bitmap(present, steps).bytes(encoder.toBytes());
    }
  }

  /** Reads what {@link #encode} has written; null where there is none. */
  static @Nullable FloatHistogram @Nullable [] decode(int steps, StateReader in) {
    if (in.u8() == 0) {
      return null;
    }
    BitSet present = in.bitmap(steps);
    HistogramDecoder decoder = in.histograms();
    @Nullable FloatHistogram[] histograms = new FloatHistogram[steps];
    for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
      histograms[i] = decoder.read();
    }
    in.check(!decoder.hasMore(), "more histograms than steps");
    return histograms;
  }
}
