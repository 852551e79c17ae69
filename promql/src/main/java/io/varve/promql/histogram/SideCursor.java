package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;
import io.varve.model.Span;
import java.util.List;

/** Walks the buckets of one sign of a histogram, empty ones included. */
final class SideCursor {
  private final List<Span> spans;
  private final double[] buckets;
  private final int step;

  private int span;
  private int leftInSpan;
  private int index;
  private int position;

  private SideCursor(List<Span> spans, double[] buckets, boolean backwards) {
    this.spans = spans;
    this.buckets = buckets;
    this.step = backwards ? -1 : 1;
    this.span = backwards ? spans.size() : -1;
    this.index = backwards ? end(spans) : -1;
    this.position = backwards ? buckets.length : -1;
  }

  /** Starts before the bucket of the lowest index. */
  static SideCursor forwards(FloatHistogram h, boolean positive) {
    return of(h, positive, false);
  }

  /** Starts behind the bucket of the highest index. */
  static SideCursor backwards(FloatHistogram h, boolean positive) {
    return of(h, positive, true);
  }

  private static SideCursor of(FloatHistogram h, boolean positive, boolean backwards) {
    return positive
        ? new SideCursor(h.positiveSpans(), h.positiveBuckets(), backwards)
        : new SideCursor(h.negativeSpans(), h.negativeBuckets(), backwards);
  }

  /** Returns the index behind the last bucket. */
  private static int end(List<Span> spans) {
    int end = 0;
    for (Span span : spans) {
      end += span.offset() + span.length();
    }
    return end;
  }

  /** Goes to the next bucket, and returns whether there is one. */
  boolean next() {
    while (leftInSpan == 0) {
      if (step < 0 && span < spans.size()) {
        index -= spans.get(span).offset();
      }
      span += step;
      if (span < 0 || span >= spans.size()) {
        span -= step;
        return false;
      }
      if (step > 0) {
        index += spans.get(span).offset();
      }
      leftInSpan = spans.get(span).length();
    }
    leftInSpan--;
    index += step;
    position += step;
    return position >= 0 && position < buckets.length;
  }

  /** Returns the bucket's index in its schema. */
  int index() {
    return index;
  }

  /** Returns the bucket's place in the array of counts. */
  int position() {
    return position;
  }

  double count() {
    return buckets[position];
  }
}
