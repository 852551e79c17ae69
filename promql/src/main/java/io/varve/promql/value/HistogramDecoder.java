package io.varve.promql.value;

import io.varve.model.CounterResetHint;
import io.varve.model.DecodeException;
import io.varve.model.FloatHistogram;
import io.varve.model.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link HistogramEncoder} has written; whatever the bytes are, the only exception is
 * {@link DecodeException}. Not thread-safe.
 */
public final class HistogramDecoder {
  private final ByteBuffer in;
  private @Nullable Layout before;

  private record Layout(
      int schema,
      double zeroThreshold,
      List<Span> positiveSpans,
      List<Span> negativeSpans,
      int positive,
      int negative,
      double[] customValues) {}

  /** Makes a decoder that reads from the buffer's position on, and moves it. */
  public HistogramDecoder(ByteBuffer in) {
    this.in = in;
    in.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns whether there are more bytes. */
  public boolean hasMore() {
    return in.hasRemaining();
  }

  /** Returns the next histogram. */
  public FloatHistogram read() {
    need(1, 1);
    int flags = in.get();
    check((flags & ~(HistogramEncoder.HINT | HistogramEncoder.SAME_LAYOUT)) == 0, "unknown flags");
    Layout layout = (flags & HistogramEncoder.SAME_LAYOUT) == 0 ? layout() : before;
    if (layout == null) {
      throw new DecodeException("the first histogram has no layout", in.position());
    }
    before = layout;
    need(3, 8);
    double count = in.getDouble();
    double sum = in.getDouble();
    double zeroCount = in.getDouble();
    return new FloatHistogram(
        layout.schema,
        layout.zeroThreshold,
        zeroCount,
        count,
        sum,
        layout.positiveSpans,
        layout.negativeSpans,
        numbers(layout.positive),
        numbers(layout.negative),
        layout.customValues,
        CounterResetHint.fromCode(flags & HistogramEncoder.HINT));
  }

  private Layout layout() {
    need(1, 9);
    int schema = in.get();
    double zeroThreshold = in.getDouble();
    List<Span> positive = spans();
    List<Span> negative = spans();
    need(3, 4);
    int positiveCounts = in.getInt();
    int negativeCounts = in.getInt();
    return new Layout(
        schema,
        zeroThreshold,
        positive,
        negative,
        positiveCounts,
        negativeCounts,
        numbers(in.getInt()));
  }

  private List<Span> spans() {
    need(1, 4);
    int n = in.getInt();
    need(n, 8);
    List<Span> spans = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int offset = in.getInt();
      int length = in.getInt();
      check(length >= 0, "a span of negative length");
      spans.add(new Span(offset, length));
    }
    return spans;
  }

  private double[] numbers(int n) {
    need(n, 8);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = in.getDouble();
    }
    return values;
  }

  private void need(int n, int bytesEach) {
    check(n >= 0 && (long) n * bytesEach <= in.remaining(), "histograms are cut off");
  }

  private void check(boolean condition, String problem) {
    if (!condition) {
      throw new DecodeException(problem, in.position());
    }
  }
}
