package io.varve.http.write;

import static io.varve.sharding.proto.ProtoReader.BYTES;
import static io.varve.sharding.proto.ProtoReader.FIXED64;
import static io.varve.sharding.proto.ProtoReader.VARINT;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.Histogram;
import io.varve.model.NativeHistogram;
import io.varve.model.Span;
import io.varve.model.StaleNaN;
import io.varve.model.Varint;
import io.varve.sharding.proto.ProtoReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parses the message Histogram, which both protocols have alike. Reusable, not thread-safe.
 *
 * <pre>
 *   Histogram: 1 count_int (uint64) or 2 count_float (double), 3 sum (double), 4 schema (sint32),
 *              5 zero_threshold (double), 6 zero_count_int (uint64) or 7 zero_count_float (double),
 *              8 negative Span*, 9 negative deltas (sint64*), 10 negative counts (double*),
 *              11 to 13 likewise for positive ones, 14 reset_hint (enum), 15 timestamp (int64, ms),
 *              16 custom_values (double*), 17 start_timestamp (int64, ms; 2.0 only)
 *   Span:      1 offset (sint32), 2 length (uint32)
 * </pre>
 */
final class HistogramParser {
  private static final int COUNT_INT = 1 << 3 | VARINT;
  private static final int COUNT_FLOAT = 2 << 3 | FIXED64;
  private static final int SUM = 3 << 3 | FIXED64;
  private static final int SCHEMA = 4 << 3 | VARINT;
  private static final int ZERO_THRESHOLD = 5 << 3 | FIXED64;
  private static final int ZERO_COUNT_INT = 6 << 3 | VARINT;
  private static final int ZERO_COUNT_FLOAT = 7 << 3 | FIXED64;
  private static final int NEGATIVE_SPAN = 8 << 3 | BYTES;
  private static final int NEGATIVE_DELTAS = 9;
  private static final int NEGATIVE_COUNTS = 10;
  private static final int POSITIVE_SPAN = 11 << 3 | BYTES;
  private static final int POSITIVE_DELTAS = 12;
  private static final int POSITIVE_COUNTS = 13;
  private static final int RESET_HINT = 14 << 3 | VARINT;
  private static final int TIMESTAMP = 15 << 3 | VARINT;
  private static final int CUSTOM_VALUES = 16;
  private static final int START_TIMESTAMP = 17 << 3 | VARINT;
  private static final int OFFSET = 1 << 3 | VARINT;
  private static final int LENGTH = 2 << 3 | VARINT;

  private final List<Span> positiveSpans = new ArrayList<>();
  private final List<Span> negativeSpans = new ArrayList<>();
  private final Numbers positiveDeltas = new Numbers();
  private final Numbers negativeDeltas = new Numbers();
  private final Numbers positiveCounts = new Numbers();
  private final Numbers negativeCounts = new Numbers();
  private final Numbers customValues = new Numbers();
  private boolean floats;
  private long count;
  private boolean zeroCountIsFloat;
  private long zeroCount;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private int resetHint;
  private long t;
  private long startT;

  /** Reads the message that begins at the reader's position; the other methods tell of it. */
  void parse(ProtoReader in) {
    clear();
    int outer = in.enter();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case COUNT_INT -> count(false, in.varint());
        case COUNT_FLOAT -> count(true, in.fixed64());
        case SUM -> sum = Double.longBitsToDouble(in.fixed64());
        case SCHEMA -> schema = (int) Varint.unzigzag(in.varint() & 0xFFFF_FFFFL);
        case ZERO_THRESHOLD -> zeroThreshold = Double.longBitsToDouble(in.fixed64());
        case ZERO_COUNT_INT -> zeroCount(false, in.varint());
        case ZERO_COUNT_FLOAT -> zeroCount(true, in.fixed64());
        case NEGATIVE_SPAN -> negativeSpans.add(span(in));
        case POSITIVE_SPAN -> positiveSpans.add(span(in));
        case RESET_HINT -> resetHint = (int) in.varint();
        case TIMESTAMP -> t = in.varint();
        case START_TIMESTAMP -> startT = in.varint();
        default -> repeated(tag, in);
      }
    }
    in.leave(outer);
  }

  private void repeated(int tag, ProtoReader in) {
    switch (tag >>> 3) {
      case NEGATIVE_DELTAS -> negativeDeltas.add(tag, VARINT, in);
      case NEGATIVE_COUNTS -> negativeCounts.add(tag, FIXED64, in);
      case POSITIVE_DELTAS -> positiveDeltas.add(tag, VARINT, in);
      case POSITIVE_COUNTS -> positiveCounts.add(tag, FIXED64, in);
      case CUSTOM_VALUES -> customValues.add(tag, FIXED64, in);
      default -> in.skip(tag);
    }
  }

  private void clear() {
    positiveSpans.clear();
    negativeSpans.clear();
    positiveDeltas.size = 0;
    negativeDeltas.size = 0;
    positiveCounts.size = 0;
    negativeCounts.size = 0;
    customValues.size = 0;
    count(false, 0);
    zeroCount(false, 0);
    sum = 0;
    schema = 0;
    zeroThreshold = 0;
    resetHint = 0;
    t = 0;
    startT = 0;
  }

  private void count(boolean isFloat, long bits) {
    floats = isFloat;
    count = bits;
  }

  private void zeroCount(boolean isFloat, long bits) {
    zeroCountIsFloat = isFloat;
    zeroCount = bits;
  }

  /** A length that no list of buckets has is kept as another such, to be refused. */
  private static Span span(ProtoReader in) {
    int outer = in.enter();
    int offset = 0;
    int length = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case OFFSET -> offset = (int) Varint.unzigzag(in.varint() & 0xFFFF_FFFFL);
        case LENGTH -> length = (int) Math.min(Integer.MAX_VALUE, in.varint() & 0xFFFF_FFFFL);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    return new Span(offset, length);
  }

  /** Time of the histogram, in ms. */
  long t() {
    return t;
  }

  /** Start time of the histogram, in ms; 0 if it has none. */
  long startT() {
    return startT;
  }

  /** The histogram, not judged; of a stale marker only what makes it one. */
  NativeHistogram histogram() {
    if (StaleNaN.isStale(sum)) {
      return floats ? FloatHistogram.stale() : Histogram.stale();
    }
    CounterResetHint hint =
        resetHint < 0 || resetHint > CounterResetHint.GAUGE.code()
            ? CounterResetHint.UNKNOWN
            : CounterResetHint.fromCode(resetHint);
    if (floats) {
      return new FloatHistogram(
          schema,
          zeroThreshold,
          zeroCountIsFloat ? Double.longBitsToDouble(zeroCount) : 0,
          Double.longBitsToDouble(count),
          sum,
          positiveSpans,
          negativeSpans,
          positiveCounts.doubles(),
          negativeCounts.doubles(),
          customValues.doubles(),
          hint);
    }
    return new Histogram(
        schema,
        zeroThreshold,
        zeroCountIsFloat ? 0 : zeroCount,
        count,
        sum,
        positiveSpans,
        negativeSpans,
        positiveDeltas.unzigzagged(),
        negativeDeltas.unzigzagged(),
        customValues.doubles(),
        hint);
  }

  /** A repeated field of numbers, packed or not. */
  private static final class Numbers {
    private long[] raw = new long[16];
    private int size;

    void add(int tag, int type, ProtoReader in) {
      if ((tag & 7) == type) {
        add(type, in);
      } else if ((tag & 7) == BYTES) {
        int outer = in.enter();
        while (in.hasMore()) {
          add(type, in);
        }
        in.leave(outer);
      } else {
        in.skip(tag);
      }
    }

    private void add(int type, ProtoReader in) {
      if (size == raw.length) {
        raw = Arrays.copyOf(raw, 2 * size);
      }
      raw[size++] = type == VARINT ? in.varint() : in.fixed64();
    }

    long[] unzigzagged() {
      long[] values = new long[size];
      for (int i = 0; i < size; i++) {
        values[i] = Varint.unzigzag(raw[i]);
      }
      return values;
    }

    double[] doubles() {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        values[i] = Double.longBitsToDouble(raw[i]);
      }
      return values;
    }
  }
}
