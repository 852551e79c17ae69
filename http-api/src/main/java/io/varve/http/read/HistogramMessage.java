package io.varve.http.read;

import io.varve.http.proto.ProtoWriter;
import io.varve.model.FloatHistogram;
import io.varve.model.Histogram;
import io.varve.model.NativeHistogram;
import io.varve.model.Span;
import io.varve.model.Varint;
import java.util.List;

/**
 * Writes the message {@code prometheus.Histogram}, whose fields {@link io.varve.http.write} reads.
 * Reusable, not thread-safe.
 *
 * <p>Counts are a choice of two fields each, so that one is written even where it is zero.
 */
final class HistogramMessage {
  private static final int COUNT_INT = 1;
  private static final int COUNT_FLOAT = 2;
  private static final int SUM = 3;
  private static final int SCHEMA = 4;
  private static final int ZERO_THRESHOLD = 5;
  private static final int ZERO_COUNT_INT = 6;
  private static final int ZERO_COUNT_FLOAT = 7;
  private static final int NEGATIVE_SPANS = 8;
  private static final int NEGATIVE_DELTAS = 9;
  private static final int NEGATIVE_COUNTS = 10;
  private static final int POSITIVE_SPANS = 11;
  private static final int POSITIVE_DELTAS = 12;
  private static final int POSITIVE_COUNTS = 13;
  private static final int RESET_HINT = 14;
  private static final int TIMESTAMP = 15;
  private static final int CUSTOM_VALUES = 16;
  private static final int OFFSET = 1;
  private static final int LENGTH = 2;

  private final ProtoWriter message = new ProtoWriter();
  private final ProtoWriter part = new ProtoWriter();

  /** Returns the message of a histogram, valid until the next call. */
  ProtoWriter write(long t, NativeHistogram h) {
    message.clear();
    switch (h) {
      case Histogram integers -> counts(integers);
      case FloatHistogram floats -> counts(floats);
    }
    message.doubleBits(SUM, Double.doubleToRawLongBits(h.sum()));
    message.varint(SCHEMA, Varint.zigzag(h.schema()));
    message.doubleBits(ZERO_THRESHOLD, Double.doubleToRawLongBits(h.zeroThreshold()));
    spans(NEGATIVE_SPANS, h.negativeSpans());
    spans(POSITIVE_SPANS, h.positiveSpans());
    message.varint(RESET_HINT, h.counterResetHint().code());
    message.varint(TIMESTAMP, t);
    doubles(CUSTOM_VALUES, h.customValues());
    return message;
  }

  private void counts(Histogram h) {
    message.varintOf(COUNT_INT, h.count());
    message.varintOf(ZERO_COUNT_INT, h.zeroCount());
    deltas(NEGATIVE_DELTAS, h.negativeBuckets());
    deltas(POSITIVE_DELTAS, h.positiveBuckets());
  }

  private void counts(FloatHistogram h) {
    message.doubleBitsOf(COUNT_FLOAT, Double.doubleToRawLongBits(h.count()));
    message.doubleBitsOf(ZERO_COUNT_FLOAT, Double.doubleToRawLongBits(h.zeroCount()));
    doubles(NEGATIVE_COUNTS, h.negativeBuckets());
    doubles(POSITIVE_COUNTS, h.positiveBuckets());
  }

  private void spans(int field, List<Span> spans) {
    for (Span span : spans) {
      part.clear();
      part.varint(OFFSET, Varint.zigzag(span.offset()));
      part.varint(LENGTH, span.length());
      message.message(field, part);
    }
  }

  private void deltas(int field, long[] deltas) {
    if (deltas.length > 0) {
      part.clear();
      for (long delta : deltas) {
        part.packedVarint(Varint.zigzag(delta));
      }
      message.message(field, part);
    }
  }

  private void doubles(int field, double[] values) {
    if (values.length > 0) {
      part.clear();
      for (double value : values) {
        part.packedDouble(Double.doubleToRawLongBits(value));
      }
      message.message(field, part);
    }
  }
}
