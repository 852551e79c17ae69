package io.varve.persistence.chunk;

import io.varve.model.CounterResetHint;
import io.varve.model.Histogram;
import io.varve.model.NativeHistogram;
import io.varve.model.Span;
import io.varve.model.StaleNaN;
import java.util.Arrays;
import java.util.List;

/**
 * Counts as differences of differences: the observations, those in the zero bucket, and each bucket
 * less the one before it.
 */
final class IntegerColumns implements HistogramColumns {
  private final HistogramLayout layout;
  private final int positive;
  private final XorColumn sum = new XorColumn(1);
  private final long[] buckets;
  private final long[] changes;
  private long count;
  private long countChange;
  private long zeroCount;
  private long zeroCountChange;

  IntegerColumns(HistogramLayout layout) {
    this.layout = layout;
    positive = layout.positiveBuckets();
    buckets = new long[layout.buckets()];
    changes = new long[buckets.length];
  }

  @Override
  public void write(BitWriter out, NativeHistogram value, boolean first) {
    Histogram h = (Histogram) value;
    long sumBits = Double.doubleToRawLongBits(h.sum());
    if (first) {
      out.varbitUint(h.count());
      out.varbitUint(h.zeroCount());
      sum.writeFirst(out, 0, sumBits);
    } else if (h.isStale()) {
      out.varbitInt(0);
      out.varbitInt(0);
      sum.write(out, 0, sumBits);
      return;
    } else {
      long newCountChange = h.count() - count;
      long newZeroCountChange = h.zeroCount() - zeroCount;
      out.varbitInt(newCountChange - countChange);
      out.varbitInt(newZeroCountChange - zeroCountChange);
      countChange = newCountChange;
      zeroCountChange = newZeroCountChange;
      sum.write(out, 0, sumBits);
    }
    count = h.count();
    zeroCount = h.zeroCount();
    for (int i = 0; i < buckets.length; i++) {
      long bucket = bucket(h, i);
      if (first) {
        out.varbitInt(bucket);
      } else {
        long change = bucket - buckets[i];
        out.varbitInt(change - changes[i]);
        changes[i] = change;
      }
      buckets[i] = bucket;
    }
  }

  private long bucket(Histogram h, int i) {
    return i < positive ? h.positiveBuckets()[i] : h.negativeBuckets()[i - positive];
  }

  @Override
  public void read(BitReader in, boolean first) {
    if (first) {
      count = in.varbitUint();
      zeroCount = in.varbitUint();
      sum.readFirst(in, 0);
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = in.varbitInt();
      }
      return;
    }
    countChange += in.varbitInt();
    count += countChange;
    zeroCountChange += in.varbitInt();
    zeroCount += zeroCountChange;
    sum.read(in, 0);
    if (!isStale()) {
      for (int i = 0; i < buckets.length; i++) {
        changes[i] += in.varbitInt();
        buckets[i] += changes[i];
      }
    }
  }

  @Override
  public boolean isStale() {
    return sum.bits[0] == StaleNaN.BITS;
  }

  @Override
  public Histogram value(CounterResetHint hint) {
    if (isStale()) {
      return Histogram.stale();
    }
    return new Histogram(
        layout.schema(),
        layout.zeroThreshold(),
        zeroCount,
        count,
        Double.longBitsToDouble(sum.bits[0]),
        layout.positiveSpans(),
        layout.negativeSpans(),
        Arrays.copyOf(buckets, positive),
        Arrays.copyOfRange(buckets, positive, buckets.length),
        layout.customValues(),
        hint);
  }

  @Override
  public boolean countFell(NativeHistogram h) {
    return Long.compareUnsigned(((Histogram) h).count(), count) < 0;
  }

  @Override
  public boolean bucketFell(NativeHistogram value) {
    Histogram h = (Histogram) value;
    return Long.compareUnsigned(h.zeroCount(), zeroCount) < 0
        || anyFell(layout.positiveSpans(), 0, positive, h.positiveSpans(), h.positiveBuckets())
        || anyFell(
            layout.negativeSpans(),
            positive,
            buckets.length,
            h.negativeSpans(),
            h.negativeBuckets());
  }

  private boolean anyFell(
      List<Span> spans, int from, int to, List<Span> newSpans, long[] newBuckets) {
    if (spans.equals(newSpans)) {
      long before = 0;
      long after = 0;
      for (int i = 0; i < newBuckets.length; i++) {
        before += buckets[from + i];
        after += newBuckets[i];
        if (after < before) {
          return true;
        }
      }
      return false;
    }
    long[] before = absolute(Arrays.copyOfRange(buckets, from, to));
    long[] after = absolute(newBuckets.clone());
    return BucketWalk.anyFell(
        spans,
        newSpans,
        new BucketWalk.Counts() {
          @Override
          public boolean used(int i) {
            return before[i] != 0;
          }

          @Override
          public boolean fell(int i, int k) {
            return after[k] < before[i];
          }
        });
  }

  private static long[] absolute(long[] differences) {
    for (int i = 1; i < differences.length; i++) {
      differences[i] += differences[i - 1];
    }
    return differences;
  }
}
