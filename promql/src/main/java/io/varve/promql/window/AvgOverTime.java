package io.varve.promql.window;

import io.varve.promql.numeric.Compensation;
import io.varve.promql.value.SeriesSamples;

/**
 * {@code avg_over_time}: the sum divided by the count and, from where the sum would overflow, the
 * incremental mean.
 */
final class AvgOverTime implements RangeKernel {
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
    return w.answer(sliding.sum() / w.count() + sliding.compensation() / w.count());
  }

  private double walk(int from, int to) {
    double sum = values[from];
    double compensation = 0;
    for (int i = from + 1; i < to; i++) {
      double total = sum + values[i];
      if (Double.isInfinite(total)) {
        return incremental(from, i, to, sum, compensation);
      }
      compensation = Compensation.next(compensation, sum, values[i], total);
      sum = total;
    }
    int count = to - from;
    return sum / count + compensation / count;
  }

  /** Goes on from sample i with the mean of what came before. */
  private double incremental(int from, int i, int to, double sum, double compensation) {
    double mean = sum / (i - from);
    double c = compensation / (i - from);
    for (int next = i; next < to; next++) {
      double count = next - from + 1;
      double kept = (count - 1) / count;
      double part = values[next] / count;
      double scaled = kept * mean;
      double total = scaled + part;
      c = Compensation.next(kept * c, scaled, part, total);
      mean = total;
    }
    return mean + c;
  }
}
