package io.varve.promql.window;

import io.varve.promql.histogram.HistogramRate;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.value.SeriesSamples;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code rate}, {@code increase} and {@code delta}: extrapolated as {@link ExtrapolatedRate} does,
 * a counter never to before its count was zero.
 */
final class RateOfHistograms extends SplitKernel {
  private final boolean counter;
  private final boolean perSecond;
  private final HistogramRate rate = new HistogramRate();
  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);

  RateOfHistograms(RangeKernel ofFloats, boolean counter, boolean perSecond) {
    super(ofFloats);
    this.counter = counter;
    this.perSecond = perSecond;
  }

  @Override
  public void begin(SeriesSamples series) {
    super.begin(series);
    rate.begin(samples.histograms(), samples::histogram);
  }

  @Override
  boolean histograms(int from, int to, RangeWindow w, HistogramNotes notes) {
    if (to - from < 2) {
      return false;
    }
    remarks.clear();
    boolean known = rate.overWindow(from, to, counter, remarks);
    notes.add(remarks);
    if (!known) {
      return false;
    }
    double factor =
        ExtrapolatedRate.factor(
            w,
            samples.histogramTime(from),
            samples.histogramTime(to - 1),
            counter ? samples.histogram(from).count() : Double.NaN,
            rate.count());
    return w.answer(rate.times(perSecond ? factor / w.seconds() : factor));
  }
}
