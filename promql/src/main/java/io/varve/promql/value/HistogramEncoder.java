package io.varve.promql.value;

import io.varve.model.FloatHistogram;
import io.varve.model.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes histograms one after the other. Those of one series mostly have the same buckets, so what
 * describes them is written when it changes. Not thread-safe.
 *
 * <p>Numbers are little-endian:
 *
 * <pre>
 * histogram := flags u8 (lowest two bits: counter reset hint; bit 2: layout as of the one before),
 *              layout unless it is as before,
 *              count f64, sum f64, zero count f64, positive count f64*, negative count f64*
 * layout    := schema i8, zero threshold f64, spans, spans (positive, negative),
 *              positive counts u32, negative counts u32, upper bounds u32, upper bound f64*
 * spans     := n u32, {offset i32, length u32} n times
 * </pre>
 */
public final class HistogramEncoder {
  static final int SAME_LAYOUT = 4;
  static final int HINT = 3;

  private ByteBuffer out = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
  private @Nullable FloatHistogram before;

  /** Writes a histogram. */
  public void write(FloatHistogram h) {
    boolean same = sameLayout(before, h);
    room(1).put((byte) (h.counterResetHint().code() | (same ? SAME_LAYOUT : 0)));
    if (!same) {
      layout(h);
      before = h;
    }
    room(24).putDouble(h.count()).putDouble(h.sum()).putDouble(h.zeroCount());
    numbers(h.positiveBuckets());
    numbers(h.negativeBuckets());
  }

  private static boolean sameLayout(@Nullable FloatHistogram a, FloatHistogram b) {
    return a != null
        && a.schema() == b.schema()
        && Double.doubleToRawLongBits(a.zeroThreshold())
            == Double.doubleToRawLongBits(b.zeroThreshold())
        && a.positiveBuckets().length == b.positiveBuckets().length
        && a.negativeBuckets().length == b.negativeBuckets().length
        && a.positiveSpans().equals(b.positiveSpans())
        && a.negativeSpans().equals(b.negativeSpans())
        && Arrays.equals(a.customValues(), b.customValues());
  }

  private void layout(FloatHistogram h) {
    room(9).put((byte) h.schema()).putDouble(h.zeroThreshold());
    spans(h.positiveSpans());
    spans(h.negativeSpans());
    room(12)
        .putInt(h.positiveBuckets().length)
        .putInt(h.negativeBuckets().length)
        .putInt(h.customValues().length);
    numbers(h.customValues());
  }

  private void spans(List<Span> spans) {
    room(4 + 8 * spans.size()).putInt(spans.size());
    for (Span span : spans) {
      out.putInt(span.offset()).putInt(span.length());
    }
  }

  private void numbers(double[] values) {
    room(8 * values.length);
    for (double value : values) {
      out.putDouble(value);
    }
  }

  /** Returns what has been written. */
  public byte[] toBytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  private ByteBuffer room(int n) {
    if (out.remaining() < n) {
      int size = Math.max(2 * out.capacity(), out.position() + n);
      out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(out.flip());
    }
    return out;
  }
}
