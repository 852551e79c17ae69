package io.varve.promql.window;

import io.varve.promql.histogram.BoundedHistogramRate;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.value.SeriesSamples;
import java.util.EnumSet;
import java.util.Set;

/** As {@link ExtendedRate}. */
final class ExtendedRateOfHistograms extends SplitKernel {
  private final boolean perSecond;
  private final Ends ends;
  private final BoundedHistogramRate rate;
  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);
  private long[] times = {};

  ExtendedRateOfHistograms(
      RangeKernel ofFloats, boolean counter, boolean perSecond, boolean smoothed) {
    super(ofFloats);
    this.perSecond = perSecond;
    this.ends = new Ends(smoothed);
    this.rate = new BoundedHistogramRate(counter);
  }

  @Override
  public void begin(SeriesSamples series) {
    super.begin(series);
    times = series.times();
    ends.begin(series);
    rate.begin(samples.histograms(), samples::histogram);
  }

  @Override
  boolean histograms(int from, int to, RangeWindow w, HistogramNotes notes) {
    if (!ends.find(w)) {
      return false;
    }
    int floatsBefore = w.from - from;
    int first = ends.first();
    int last = ends.last();
    double left = ends.isLeftBetween() ? Interpolation.fraction(w.start, times, first) : 0;
    double right = ends.isRightBetween() ? Interpolation.fraction(w.end, times, last - 1) : 1;
    remarks.clear();
    boolean known = rate.over(first - floatsBefore, left, last - floatsBefore, right, remarks);
    notes.add(remarks);
    return known && w.answer(perSecond ? rate.dividedBy(w.seconds()) : rate.dividedBy(1));
  }
}
