package io.varve.promql.window;

import io.varve.promql.numeric.Compensation;
import io.varve.promql.value.SeriesSamples;

/** {@code stdvar_over_time} and {@code stddev_over_time}, of the population. */
final class VarianceOverTime implements RangeKernel {
  /** The square of a larger value may overflow once a few are summed. */
  private static final double LARGE = 1e145;

  private final boolean root;
  private final SlidingMoments sliding = new SlidingMoments();
  private double[] values = {};
  private boolean mayOverflow;

  VarianceOverTime(boolean root) {
    this.root = root;
  }

  @Override
  public void begin(SeriesSamples samples) {
    values = samples.values();
    mayOverflow = Magnitudes.exceed(samples, LARGE);
    sliding.begin(values);
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    if (w.count() == 0) {
      return false;
    }
    double variance;
    if (w.count() <= TwoStacks.SMALL || mayOverflow) {
      variance = walk(w.from, w.to);
    } else {
      sliding.slide(w.from, w.to);
      variance = sliding.variance();
    }
    return w.answer(root ? Math.sqrt(variance) : variance);
  }

  private double walk(int from, int to) {
    double count = 0;
    double mean = 0;
    double meanC = 0;
    double squares = 0;
    double squaresC = 0;
    for (int i = from; i < to; i++) {
      count++;
      double delta = values[i] - (mean + meanC);
      double part = delta / count;
      double total = mean + part;
      meanC = Compensation.next(meanC, mean, part, total);
      mean = total;
      double square = delta * (values[i] - (mean + meanC));
      total = squares + square;
      squaresC = Compensation.next(squaresC, squares, square, total);
      squares = total;
    }
    return (squares + squaresC) / count;
  }
}
