package io.varve.model;

import java.util.List;
import java.util.Locale;

/**
 * Judges whether the fields of a histogram agree with each other, by Prometheus's rules and in its
 * words. A schema finer than those in use is none of its matters: such a histogram is reduced.
 */
public final class HistogramCheck {
  /**
   * The most spans, buckets and bounds together that a histogram may have: what bounds the bytes of
   * one sample.
   */
  public static final int MAX_ELEMENTS = 10_000;

  private static final String NEGATIVE_OFFSET =
      "span number %d with offset %d: histogram has a span whose offset is negative";
  private static final String NEGATIVE_BUCKET =
      "%s observation count of %s: histogram has a bucket whose observation count is negative";

  private HistogramCheck() {}

  /** Returns what is wrong with a histogram; empty if nothing is. */
  public static String problem(NativeHistogram h) {
    if (h.elements() > MAX_ELEMENTS) {
      return "histogram has %d spans, buckets and bounds, the limit is %d"
          .formatted(h.elements(), MAX_ELEMENTS);
    }
    String layout = layoutProblem(h);
    if (!layout.isEmpty()) {
      return layout;
    }
    return switch (h) {
      case Histogram integer -> countProblem(integer);
      case FloatHistogram floats -> countProblem(floats);
    };
  }

  private static String layoutProblem(NativeHistogram h) {
    int positive = positiveBuckets(h);
    int negative = h.buckets() - positive;
    if (HistogramSchema.isCustom(h.schema())) {
      String custom = customProblem(h.customValues(), h.positiveSpans(), positive);
      if (!custom.isEmpty()) {
        return "custom buckets: " + custom;
      }
      if (hasZeroCount(h)) {
        return "custom buckets: must have zero count of 0";
      }
      if (h.zeroThreshold() != 0) {
        return "custom buckets: must have zero threshold of 0";
      }
      if (!h.negativeSpans().isEmpty()) {
        return "custom buckets: must not have negative spans";
      }
      return negative > 0 ? "custom buckets: must not have negative buckets" : "";
    }
    if (!HistogramSchema.isExponential(h.schema()) && !HistogramSchema.isTooFine(h.schema())) {
      return ("histogram has an invalid schema, which must be between %d and %d for exponential "
              + "buckets, or %d for custom buckets, got schema %d")
          .formatted(
              HistogramSchema.MIN_EXPONENTIAL,
              HistogramSchema.MAX_EXPONENTIAL,
              HistogramSchema.CUSTOM_BUCKETS,
              h.schema());
    }
    String side = on("positive", spansProblem(h.positiveSpans(), positive));
    if (side.isEmpty()) {
      side = on("negative", spansProblem(h.negativeSpans(), negative));
    }
    if (side.isEmpty() && h.customValues().length > 0) {
      return "histogram with exponential schema must not have custom bounds";
    }
    return side;
  }

  private static int positiveBuckets(NativeHistogram h) {
    return switch (h) {
      case Histogram integer -> integer.positiveBuckets().length;
      case FloatHistogram floats -> floats.positiveBuckets().length;
    };
  }

  private static boolean hasZeroCount(NativeHistogram h) {
    return switch (h) {
      case Histogram integer -> integer.zeroCount() != 0;
      case FloatHistogram floats -> floats.zeroCount() != 0;
    };
  }

  private static String spansProblem(List<Span> spans, int buckets) {
    long needed = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (i > 0 && span.offset() < 0) {
        return NEGATIVE_OFFSET.formatted(i + 1, span.offset());
      }
      needed += span.length();
    }
    return needed == buckets
        ? ""
        : ("spans need %d buckets, have %d buckets: "
                + "histogram spans specify different number of buckets than provided")
            .formatted(needed, buckets);
  }

  private static String customProblem(double[] bounds, List<Span> spans, int buckets) {
    double previous = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < bounds.length; i++) {
      if (Double.isNaN(bounds[i])) {
        return "histogram custom bounds must not be NaN";
      }
      if (i > 0 && bounds[i] <= previous) {
        return String.format(
            Locale.ROOT,
            "previous bound is %f and current is %f: "
                + "histogram custom bounds must be in strictly increasing order",
            previous,
            bounds[i]);
      }
      previous = bounds[i];
    }
    if (previous == Double.POSITIVE_INFINITY) {
      return "last +Inf bound must not be explicitly defined: "
          + "histogram custom bounds must be finite";
    }
    long width = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (span.offset() < 0) {
        return NEGATIVE_OFFSET.formatted(i + 1, span.offset());
      }
      width += (long) span.offset() + span.length();
    }
    String spansProblem = spansProblem(spans, buckets);
    if (spansProblem.isEmpty() && bounds.length + 1 < width) {
      return ("only %d custom bounds defined which is insufficient to cover total span length of "
              + "%d: histogram custom bounds are too few")
          .formatted(bounds.length, width);
    }
    return spansProblem;
  }

  private static String countProblem(Histogram h) {
    String negative = on("negative", negativeCount(h.negativeBuckets()));
    String problem = negative.isEmpty() ? on("positive", negativeCount(h.positiveBuckets())) : "";
    if (!negative.isEmpty() || !problem.isEmpty()) {
      return negative + problem;
    }
    long inBuckets = total(h.negativeBuckets()) + total(h.positiveBuckets()) + h.zeroCount();
    boolean nan = Double.isNaN(h.sum());
    if (nan ? Long.compareUnsigned(inBuckets, h.count()) > 0 : inBuckets != h.count()) {
      return ("%s observations found in buckets, but the Count field is %s: "
              + "histogram's observation count should %s the number of observations found in the "
              + "buckets%s")
          .formatted(
              Long.toUnsignedString(inBuckets),
              Long.toUnsignedString(h.count()),
              nan ? "be at least" : "equal",
              nan ? "" : " (in absence of NaN)");
    }
    return "";
  }

  private static String countProblem(FloatHistogram h) {
    String negative = on("negative", negativeCount(h.negativeBuckets()));
    if (!negative.isEmpty()) {
      return negative;
    }
    if (h.zeroCount() < 0) {
      return NEGATIVE_BUCKET.formatted("zero bucket has", number(h.zeroCount()));
    }
    if (h.count() < 0) {
      return "observation count is  %s: histogram's observation count is negative"
          .formatted(number(h.count()));
    }
    return on("positive", negativeCount(h.positiveBuckets()));
  }

  private static String negativeCount(long[] deltas) {
    long count = 0;
    for (int i = 0; i < deltas.length; i++) {
      count += deltas[i];
      if (count < 0) {
        return NEGATIVE_BUCKET.formatted("bucket number " + (i + 1) + " has", count);
      }
    }
    return "";
  }

  private static String negativeCount(double[] counts) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        return NEGATIVE_BUCKET.formatted("bucket number " + (i + 1) + " has", number(counts[i]));
      }
    }
    return "";
  }

  private static long total(long[] deltas) {
    long count = 0;
    long sum = 0;
    for (long delta : deltas) {
      count += delta;
      sum += count;
    }
    return sum;
  }

  /** Whole numbers without a fraction, as Go prints them. */
  private static String number(double v) {
    return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
  }

  private static String on(String side, String problem) {
    return problem.isEmpty() ? "" : side + " side: " + problem;
  }
}
