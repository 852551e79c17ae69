package io.varve.promql.window;

import io.varve.promql.histogram.HistogramMean;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.histogram.HistogramSum;
import java.util.EnumSet;
import java.util.Set;

/** {@code sum_over_time} and {@code avg_over_time}. */
final class SumOfHistograms extends SplitKernel {
  private final boolean mean;
  private final HistogramSum sum = new HistogramSum();
  private final HistogramMean average = new HistogramMean();
  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);

  SumOfHistograms(RangeKernel ofFloats, boolean mean) {
    super(ofFloats);
    this.mean = mean;
  }

  @Override
  boolean histograms(int from, int to, RangeWindow w, HistogramNotes notes) {
    remarks.clear();
    boolean known = mean ? mean(from, to, w) : sum(from, to, w);
    notes.add(remarks);
    return known;
  }

  private boolean sum(int from, int to, RangeWindow w) {
    sum.clear();
    for (int i = from; i < to; i++) {
      sum.add(samples.histogram(i), remarks);
    }
    return sum.hasTotal() && w.answer(sum.total(remarks));
  }

  private boolean mean(int from, int to, RangeWindow w) {
    average.clear();
    for (int i = from; i < to; i++) {
      average.add(samples.histogram(i), remarks);
    }
    return average.hasMean() && w.answer(average.mean(remarks));
  }
}
