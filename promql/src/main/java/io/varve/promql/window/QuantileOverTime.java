package io.varve.promql.window;

import io.varve.promql.numeric.Quantiles;
import io.varve.promql.value.SeriesSamples;

/** {@code quantile_over_time}; its one argument is φ. */
final class QuantileOverTime implements RangeKernel {
  private final double[] few = new double[TwoStacks.SMALL];
  private final RankedWindow ranked = new RankedWindow();
  private double[] values = {};

  @Override
  public void begin(SeriesSamples samples) {
    values = samples.values();
    ranked.begin(values, samples.size());
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    int count = w.count();
    if (count == 0) {
      return false;
    }
    double phi = w.args[0];
    if (count <= few.length) {
      System.arraycopy(values, w.from, few, 0, count);
      return w.answer(Quantiles.inPlace(phi, few, count));
    }
    ranked.slide(w.from, w.to);
    return w.answer(Quantiles.of(phi, count, ranked::kth));
  }
}
