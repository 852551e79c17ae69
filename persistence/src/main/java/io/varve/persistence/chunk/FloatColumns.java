package io.varve.persistence.chunk;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.NativeHistogram;
import io.varve.model.Span;
import io.varve.model.StaleNaN;
import java.util.List;

/** Counts as floats, each XORed with the one before. */
final class FloatColumns implements HistogramColumns {
  private static final int COUNT = 0;
  private static final int ZERO_COUNT = 1;
  private static final int SUM = 2;

  /** Buckets follow, positive ones first. */
  private static final int BUCKETS = 3;

  private final HistogramLayout layout;
  private final int negative;
  private final XorColumn values;

  FloatColumns(HistogramLayout layout) {
    this.layout = layout;
    negative = BUCKETS + layout.positiveBuckets();
    values = new XorColumn(BUCKETS + layout.buckets());
  }

  @Override
  public void write(BitWriter out, NativeHistogram value, boolean first) {
    FloatHistogram h = (FloatHistogram) value;
    int end = h.isStale() ? BUCKETS : values.size();
    for (int i = 0; i < end; i++) {
      long bits = Double.doubleToRawLongBits(field(h, i));
      if (first) {
        values.writeFirst(out, i, bits);
      } else {
        values.write(out, i, bits);
      }
    }
  }

  private double field(FloatHistogram h, int i) {
    return switch (i) {
      case COUNT -> h.count();
      case ZERO_COUNT -> h.zeroCount();
      case SUM -> h.sum();
      default ->
          i < negative ? h.positiveBuckets()[i - BUCKETS] : h.negativeBuckets()[i - negative];
    };
  }

  @Override
  public void read(BitReader in, boolean first) {
    for (int i = 0; i < values.size(); i++) {
      if (first) {
        values.readFirst(in, i);
      } else {
        values.read(in, i);
        if (i == SUM && isStale()) {
          return;
        }
      }
    }
  }

  @Override
  public boolean isStale() {
    return values.bits[SUM] == StaleNaN.BITS;
  }

  @Override
  public FloatHistogram value(CounterResetHint hint) {
    if (isStale()) {
      return FloatHistogram.stale();
    }
    return new FloatHistogram(
        layout.schema(),
        layout.zeroThreshold(),
        last(ZERO_COUNT),
        last(COUNT),
        last(SUM),
        layout.positiveSpans(),
        layout.negativeSpans(),
        buckets(BUCKETS, negative),
        buckets(negative, values.size()),
        layout.customValues(),
        hint);
  }

  private double last(int i) {
    return Double.longBitsToDouble(values.bits[i]);
  }

  private double[] buckets(int from, int to) {
    double[] buckets = new double[to - from];
    for (int i = from; i < to; i++) {
      buckets[i - from] = last(i);
    }
    return buckets;
  }

  @Override
  public boolean countFell(NativeHistogram h) {
    return ((FloatHistogram) h).count() < last(COUNT);
  }

  @Override
  public boolean bucketFell(NativeHistogram value) {
    FloatHistogram h = (FloatHistogram) value;
    return h.zeroCount() < last(ZERO_COUNT)
        || anyFell(layout.positiveSpans(), BUCKETS, h.positiveSpans(), h.positiveBuckets())
        || anyFell(layout.negativeSpans(), negative, h.negativeSpans(), h.negativeBuckets());
  }

  private boolean anyFell(List<Span> spans, int from, List<Span> newSpans, double[] newBuckets) {
    return BucketWalk.anyFell(
        spans,
        newSpans,
        new BucketWalk.Counts() {
          @Override
          public boolean used(int i) {
            return last(from + i) != 0;
          }

          @Override
          public boolean fell(int i, int k) {
            return newBuckets[k] < last(from + i);
          }
        });
  }
}
