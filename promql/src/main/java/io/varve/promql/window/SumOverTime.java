package io.varve.promql.window;

import io.varve.promql.numeric.Compensation;
import io.varve.promql.value.SeriesSamples;

/** {@code sum_over_time}. */
final class SumOverTime implements RangeKernel {
  private final SlidingSum sliding = new SlidingSum();
  private double[] values = {};
  private boolean mayOverflow;

  @Override
  public void begin(SeriesSamples samples) {
    values = samples.values();
    mayOverflow = Magnitudes.exceed(samples, Double.MAX_VALUE / Math.max(1, samples.size()));
    sliding.begin(values);
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    if (w.count() == 0) {
      return false;
    }
    if (w.count() <= TwoStacks.SMALL || mayOverflow) {
      return w.answer(walk(w.from, w.to));
    }
    sliding.slide(w.from, w.to);
    return w.answer(sliding.sum() + sliding.compensation());
  }

  private double walk(int from, int to) {
    double sum = 0;
    double compensation = 0;
    for (int i = from; i < to; i++) {
      double total = sum + values[i];
      compensation = Compensation.next(compensation, sum, values[i], total);
      sum = total;
    }
    return sum + compensation;
  }
}
