package io.varve.promql.histogram;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.HistogramSchema;
import io.varve.model.Span;
import java.util.List;

/** Histograms for tests, with one span for each sign. */
record Hist(FloatHistogram of) {
  static final double[] NONE = {};

  /** Returns one without zero bucket and negative ones. */
  static Hist exponential(int schema, double count, double sum, int offset, double... buckets) {
    return new Hist(
        new FloatHistogram(
            schema,
            0,
            0,
            count,
            sum,
            spans(offset, buckets),
            List.of(),
            buckets,
            NONE,
            NONE,
            CounterResetHint.UNKNOWN));
  }

  /** Returns one with custom bounds and as many buckets and one more. */
  static Hist custom(double count, double sum, double[] bounds, double... buckets) {
    Hist h = exponential(HistogramSchema.CUSTOM_BUCKETS, count, sum, 0, buckets);
    return new Hist(copy(h.of, 0, 0, h.of.negativeSpans(), NONE, bounds, h.of.counterResetHint()));
  }

  Hist zero(double threshold, double count) {
    return new Hist(
        copy(
            of,
            threshold,
            count,
            of.negativeSpans(),
            of.negativeBuckets(),
            of.customValues(),
            of.counterResetHint()));
  }

  Hist negative(int offset, double... buckets) {
    return new Hist(
        copy(
            of,
            of.zeroThreshold(),
            of.zeroCount(),
            spans(offset, buckets),
            buckets,
            of.customValues(),
            of.counterResetHint()));
  }

  Hist hint(CounterResetHint hint) {
    return new Hist(
        copy(
            of,
            of.zeroThreshold(),
            of.zeroCount(),
            of.negativeSpans(),
            of.negativeBuckets(),
            of.customValues(),
            hint));
  }

  private static FloatHistogram copy(
      FloatHistogram h,
      double zeroThreshold,
      double zeroCount,
      List<Span> negativeSpans,
      double[] negativeBuckets,
      double[] customValues,
      CounterResetHint hint) {
    return new FloatHistogram(
        h.schema(),
        zeroThreshold,
        zeroCount,
        h.count(),
        h.sum(),
        h.positiveSpans(),
        negativeSpans,
        h.positiveBuckets(),
        negativeBuckets,
        customValues,
        hint);
  }

  private static List<Span> spans(int offset, double[] buckets) {
    return buckets.length == 0 ? List.of() : List.of(new Span(offset, buckets.length));
  }
}
