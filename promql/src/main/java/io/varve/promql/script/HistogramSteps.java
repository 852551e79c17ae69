package io.varve.promql.script;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The steps of a series of histograms that a script writes as a first one and a change. A change
 * of a finer schema is brought to the first one's; zero buckets and custom bounds must agree.
 */
final class HistogramSteps {
  private HistogramSteps() {}

  /** Returns the histogram with the change added, or with sign -1 taken away. */
  static FloatHistogram combine(
      TextCursor cursor, FloatHistogram value, FloatHistogram change, int sign) {
    if (value.schema() > change.schema()) {
      throw cursor.error(
          "error combining histograms: cannot merge from schema %d to %d"
              .formatted(change.schema(), value.schema()));
    }
    boolean custom = value.usesCustomBuckets();
    if (custom != change.usesCustomBuckets()
        || !Arrays.equals(value.customValues(), change.customValues())
        || (value.zeroThreshold() != change.zeroThreshold()
            && (change.zeroThreshold() > value.zeroThreshold() || change.zeroCount() != 0))) {
      throw cursor.error(
          "error combining histograms: zero buckets and custom bounds must be the same");
    }
    int coarser = custom ? 0 : change.schema() - value.schema();
    Side positive =
        Side.of(value.positiveSpans(), value.positiveBuckets())
            .plus(change.positiveSpans(), change.positiveBuckets(), coarser, sign);
    Side negative =
        Side.of(value.negativeSpans(), value.negativeBuckets())
            .plus(change.negativeSpans(), change.negativeBuckets(), coarser, sign);
    return new FloatHistogram(
        value.schema(),
        value.zeroThreshold(),
        value.zeroCount() + sign * change.zeroCount(),
        value.count() + sign * change.count(),
        value.sum() + sign * change.sum(),
        positive.spans(),
        negative.spans(),
        positive.buckets(),
        negative.buckets(),
        value.customValues(),
        hint(value.counterResetHint(), change.counterResetHint()));
  }

  private static CounterResetHint hint(CounterResetHint a, CounterResetHint b) {
    if (a == b) {
      return a;
    }
    return a == CounterResetHint.GAUGE || b == CounterResetHint.GAUGE
        ? CounterResetHint.GAUGE
        : CounterResetHint.UNKNOWN;
  }

  /** Buckets of one sign, by their index. */
  private record Side(TreeMap<Integer, Double> counts) {
    static Side of(List<Span> spans, double[] buckets) {
      return new Side(new TreeMap<>()).plus(spans, buckets, 0, 1);
    }

    Side plus(List<Span> spans, double[] buckets, int coarser, int sign) {
      int index = 0;
      int at = 0;
      for (Span span : spans) {
        index += span.offset();
        for (int i = 0; i < span.length(); i++, index++) {
          int target = coarser == 0 ? index : ((index - 1) >> coarser) + 1;
          counts.merge(target, sign * buckets[at++], Double::sum);
        }
      }
      return this;
    }

    List<Span> spans() {
      List<Span> spans = new ArrayList<>();
      int next = 0;
      for (int index : counts.keySet()) {
        if (index == next && !spans.isEmpty()) {
          Span last = spans.removeLast();
          spans.add(new Span(last.offset(), last.length() + 1));
        } else {
          spans.add(new Span(index - next, 1));
        }
        next = index + 1;
      }
      return spans;
    }

    double[] buckets() {
      return counts.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
