package io.varve.promql.script;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.FloatValue;
import io.varve.model.Histogram;
import io.varve.model.Sample;
import io.varve.promql.histogram.CounterReset;
import java.util.Arrays;
import java.util.List;

/**
 * What Prometheus's storage says of counter resets. It keeps histograms in chunks that end where a
 * counter is reset or the layout changes: of the first of a chunk nothing is known, and the others
 * went on from those before them.
 */
final class ResetHints {
  private ResetHints() {}

  /** Returns the sample as it is read when it comes after others of its series. */
  static Sample apply(Sample sample, List<Sample> before) {
    return switch (sample.value()) {
      case FloatValue _ -> sample;
      case Histogram h -> apply(sample, h.toFloat(), before);
      case FloatHistogram h -> apply(sample, h, before);
    };
  }

  private static Sample apply(Sample sample, FloatHistogram h, List<Sample> before) {
    if (h.counterResetHint() == CounterResetHint.GAUGE) {
      return sample;
    }
    boolean continues =
        !before.isEmpty()
            && before.getLast().value() instanceof FloatHistogram last
            && h.counterResetHint() != CounterResetHint.RESET
            && goesOn(last, h.withHint(CounterResetHint.UNKNOWN));
    CounterResetHint hint = continues ? CounterResetHint.NOT_RESET : CounterResetHint.UNKNOWN;
    return new Sample(sample.t(), sample.st(), h.withHint(hint));
  }

  private static boolean goesOn(FloatHistogram last, FloatHistogram now) {
    if (last.counterResetHint() == CounterResetHint.GAUGE) {
      return false;
    }
    if (now.isStale() || last.isStale()) {
      return now.isStale();
    }
    return now.schema() == last.schema()
        && now.zeroThreshold() == last.zeroThreshold()
        && Arrays.equals(now.customValues(), last.customValues())
        && !CounterReset.between(last, now);
  }
}
