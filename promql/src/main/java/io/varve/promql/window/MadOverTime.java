package io.varve.promql.window;

import io.varve.promql.numeric.Quantiles;
import io.varve.promql.value.SeriesSamples;

/**
 * {@code mad_over_time}: the median of the distances to the median. A NaN in the window makes it
 * NaN.
 */
final class MadOverTime implements RangeKernel {
  private final RankedWindow ranked = new RankedWindow();
  private double[] scratch = new double[TwoStacks.SMALL];
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
    if (count <= TwoStacks.SMALL) {
      return w.answer(walk(w.from, w.to));
    }
    ranked.slide(w.from, w.to);
    if (ranked.nans() > 0) {
      return w.answer(Double.NaN);
    }
    double median = Quantiles.of(0.5, count, ranked::kth);
    // Distances to an infinite median are infinite or NaN and have no order to search in.
    return w.answer(
        Double.isInfinite(median) || Double.isNaN(median)
            ? walk(w.from, w.to)
            : Quantiles.of(0.5, count, k -> distance(k, count, median)));
  }

  /**
   * Returns the k-th smallest distance to the median. The k + 1 nearest values are neighbours in
   * order: the search is for where they begin, and the farthest of them is at one of their ends.
   */
  private double distance(int k, int count, double median) {
    int low = 0;
    int high = count - 1 - k;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (median - ranked.kth(middle) > ranked.kth(middle + k + 1) - median) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(Math.abs(ranked.kth(low) - median), Math.abs(ranked.kth(low + k) - median));
  }

  private double walk(int from, int to) {
    int count = to - from;
    if (scratch.length < count) {
      scratch = new double[count + (count >> 1)];
    }
    System.arraycopy(values, from, scratch, 0, count);
    double median = Quantiles.inPlace(0.5, scratch, count);
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(scratch[i])) {
        return Double.NaN;
      }
      scratch[i] = Math.abs(scratch[i] - median);
    }
    return Quantiles.inPlace(0.5, scratch, count);
  }
}
