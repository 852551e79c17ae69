package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;
import io.varve.model.Span;
import java.util.List;

/** Which buckets a histogram has. */
final class Layouts {
  private Layouts() {}

  /** Returns whether spans tell one rising index for each count. */
  static boolean isConsistent(FloatHistogram h) {
    return isConsistent(h.positiveSpans(), h.positiveBuckets().length)
        && isConsistent(h.negativeSpans(), h.negativeBuckets().length);
  }

  private static boolean isConsistent(List<Span> spans, int buckets) {
    long total = 0;
    for (int i = 0; i < spans.size(); i++) {
      total += spans.get(i).length();
      if (i > 0 && spans.get(i).offset() < 0) {
        return false;
      }
    }
    return total == buckets;
  }

  /** Returns whether both have the same buckets of one sign, given as many counts. */
  static boolean same(FloatHistogram a, FloatHistogram b, boolean positive) {
    List<Span> spans = positive ? a.positiveSpans() : a.negativeSpans();
    if (spans.equals(positive ? b.positiveSpans() : b.negativeSpans())) {
      return true;
    }
    SideCursor ofA = SideCursor.forwards(a, positive);
    SideCursor ofB = SideCursor.forwards(b, positive);
    while (ofA.next()) {
      if (!ofB.next() || ofA.index() != ofB.index()) {
        return false;
      }
    }
    return !ofB.next();
  }
}
