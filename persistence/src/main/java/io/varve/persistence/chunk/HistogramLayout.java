package io.varve.persistence.chunk;

import io.varve.model.HistogramSchema;
import io.varve.model.NativeHistogram;
import io.varve.model.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * What all histograms of a chunk have in common, written before the first of them.
 *
 * @param customValues not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // Shared by all histograms of a chunk; never compared.
record HistogramLayout(
    int schema,
    double zeroThreshold,
    List<Span> positiveSpans,
    List<Span> negativeSpans,
    double[] customValues) {
  private static final int LITERAL_THRESHOLD = 255;

  /** Added to the exponent of a threshold that is a power of two, to make it a byte. */
  private static final int THRESHOLD_BIAS = 243;

  /** Bounds that are thousandths are written as such up to this many. */
  private static final double MAX_THOUSANDTHS = 33_554_430;

  static HistogramLayout of(NativeHistogram h) {
    return new HistogramLayout(
        h.schema(), h.zeroThreshold(), h.positiveSpans(), h.negativeSpans(), h.customValues());
  }

  int positiveBuckets() {
    return buckets(positiveSpans);
  }

  int buckets() {
    return buckets(positiveSpans) + buckets(negativeSpans);
  }

  private static int buckets(List<Span> spans) {
    int buckets = 0;
    for (Span span : spans) {
      buckets += span.length();
    }
    return buckets;
  }

  /** Whether both have buckets of the same width. */
  boolean hasResolutionOf(NativeHistogram h) {
    return schema == h.schema() && zeroThreshold == h.zeroThreshold();
  }

  boolean hasBoundsOf(NativeHistogram h) {
    double[] others = h.customValues();
    boolean same = customValues.length == others.length;
    for (int i = 0; same && i < others.length; i++) {
      same = customValues[i] == others[i];
    }
    return same;
  }

  boolean hasSpansOf(NativeHistogram h) {
    return positiveSpans.equals(h.positiveSpans()) && negativeSpans.equals(h.negativeSpans());
  }

  void write(BitWriter out) {
    writeThreshold(out);
    out.varbitInt(schema);
    write(positiveSpans, out);
    write(negativeSpans, out);
    if (HistogramSchema.isCustom(schema)) {
      out.varbitUint(customValues.length);
      for (double bound : customValues) {
        writeBound(bound, out);
      }
    }
  }

  private void writeThreshold(BitWriter out) {
    if (zeroThreshold == 0) {
      out.bits(0, 8);
      return;
    }
    int exponent = Math.getExponent(zeroThreshold) + 1;
    int code = exponent + THRESHOLD_BIAS;
    if (code > 0 && code < LITERAL_THRESHOLD && zeroThreshold == Math.scalb(0.5, exponent)) {
      out.bits(code, 8);
    } else {
      out.bits(LITERAL_THRESHOLD, 8);
      out.bits(Double.doubleToRawLongBits(zeroThreshold), 64);
    }
  }

  private static void write(List<Span> spans, BitWriter out) {
    out.varbitUint(spans.size());
    for (Span span : spans) {
      out.varbitUint(span.length());
      out.varbitInt(span.offset());
    }
  }

  private static void writeBound(double bound, BitWriter out) {
    double thousandths = bound * 1000;
    if (thousandths >= 0
        && thousandths <= MAX_THOUSANDTHS
        && (double) Math.round(thousandths) / 1000 == bound) {
      out.varbitUint(Math.round(thousandths) + 1);
    } else {
      out.varbitUint(0);
      out.bits(Double.doubleToRawLongBits(bound), 64);
    }
  }

  static HistogramLayout read(BitReader in) {
    double threshold = readThreshold(in);
    long schema = in.varbitInt();
    if (schema != (int) schema || !HistogramSchema.isKnown((int) schema)) {
      throw in.corrupt("a schema", Long.toString(schema));
    }
    List<Span> positive = readSpans(in);
    List<Span> negative = readSpans(in);
    double[] bounds = HistogramSchema.isCustom((int) schema) ? readBounds(in) : new double[0];
    HistogramLayout layout =
        new HistogramLayout((int) schema, threshold, positive, negative, bounds);
    checkBuckets((long) buckets(positive) + buckets(negative), in);
    return layout;
  }

  private static double readThreshold(BitReader in) {
    int code = (int) in.bits(8);
    return switch (code) {
      case 0 -> 0;
      case LITERAL_THRESHOLD -> Double.longBitsToDouble(in.bits(64));
      default -> Math.scalb(0.5, code - THRESHOLD_BIAS);
    };
  }

  /** Each element that is counted takes a bit at least, so that no count makes us allocate more. */
  private static int readCount(BitReader in, String what) {
    long count = in.varbitUint();
    if (count < 0 || count > in.left()) {
      throw in.corrupt("a number of " + what, Long.toUnsignedString(count));
    }
    return (int) count;
  }

  private static void checkBuckets(long buckets, BitReader in) {
    if (buckets > in.left()) {
      throw in.corrupt("spans of buckets that are there", buckets + " buckets");
    }
  }

  private static List<Span> readSpans(BitReader in) {
    List<Span> spans = new ArrayList<>();
    long buckets = 0;
    for (int n = readCount(in, "spans"); n > 0; n--) {
      int length = readCount(in, "buckets");
      long offset = in.varbitInt();
      if (offset != (int) offset) {
        throw in.corrupt("the offset of a span", Long.toString(offset));
      }
      spans.add(new Span((int) offset, length));
      buckets += length;
      checkBuckets(buckets, in);
    }
    return List.copyOf(spans);
  }

  private static double[] readBounds(BitReader in) {
    double[] bounds = new double[readCount(in, "bounds")];
    for (int i = 0; i < bounds.length; i++) {
      long thousandths = in.varbitUint();
      bounds[i] =
          thousandths == 0
              ? Double.longBitsToDouble(in.bits(64))
              : (double) (thousandths - 1) / 1000;
    }
    return bounds;
  }
}
