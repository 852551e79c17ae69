package io.varve.promql.script;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import java.util.Arrays;

/**
 * The steps of a series of histograms that a script writes as a first one and a change. A change of
 * a finer schema is brought to the first one's; zero buckets and custom bounds must agree.
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
    Buckets positive =
        Buckets.of(value.positiveSpans(), value.positiveBuckets())
            .plus(change.positiveSpans(), change.positiveBuckets(), coarser, sign);
    Buckets negative =
        Buckets.of(value.negativeSpans(), value.negativeBuckets())
            .plus(change.negativeSpans(), change.negativeBuckets(), coarser, sign);
    return new FloatHistogram(
        value.schema(),
        value.zeroThreshold(),
        value.zeroCount() + sign * change.zeroCount(),
        value.count() + sign * change.count(),
        value.sum() + sign * change.sum(),
        positive.spans(),
        negative.spans(),
        positive.toArray(),
        negative.toArray(),
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
}
