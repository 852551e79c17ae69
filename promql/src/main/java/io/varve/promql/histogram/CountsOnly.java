package io.varve.promql.histogram;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes the buckets from the histograms of a series, one after the other. Whether counting began
 * anew cannot be seen without them: it is said by the hint from then on. For one series.
 */
public final class CountsOnly implements UnaryOperator<FloatHistogram> {
  private static final double[] NONE = {};

  private @Nullable FloatHistogram last;

  @Override
  public FloatHistogram apply(FloatHistogram h) {
    CounterResetHint hint = h.counterResetHint();
    if (hint == CounterResetHint.UNKNOWN && last != null) {
      boolean reset = CounterReset.between(last, h);
      hint = reset ? CounterResetHint.RESET : CounterResetHint.NOT_RESET;
    }
    last = h;
    return new FloatHistogram(
        h.schema(), 0, 0, h.count(), h.sum(), List.of(), List.of(), NONE, NONE, NONE, hint);
  }
}
