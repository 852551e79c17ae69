package io.varve.promql.window;

import io.varve.promql.histogram.HistogramRate;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.value.SeriesSamples;
import java.util.EnumSet;
import java.util.Set;

/** {@code rate}, {@code increase} and {@code delta}: extrapolated as floats are. */
final class RateOfHistograms extends SplitKernel {
  private final boolean counter;
  private final boolean perSecond;
  private final HistogramRate rate = new HistogramRate();
  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);
  private SeriesSamples all = new SeriesSamples();
  private long[] times = {};

  RateOfHistograms(RangeKernel ofFloats, boolean counter, boolean perSecond) {
    super(ofFloats);
    this.counter = counter;
    this.perSecond = perSecond;
  }

  @Override
  public void begin(SeriesSamples series) {
    super.begin(series);
    all = series;
    times = series.times();
    rate.begin(samples.histograms(), samples::histogram, samples::beginsAnew);
  }

  @Override
  boolean histograms(int from, int to, RangeWindow w, HistogramNotes notes) {
    boolean inside = counter && Extrapolation.beginsInside(w, all);
    if (to - from < 2 && !inside) {
      return false;
    }
    remarks.clear();
    boolean known = to - from < 2 || rate.overWindow(from, to, counter, remarks);
    if (known && inside) {
      known = to - from < 2 ? rate.wholly(from) : rate.plusWhole(from, remarks);
    }
    notes.add(remarks);
    if (!known) {
      return false;
    }
    double first = samples.histogram(from).count();
    double factor =
        inside
            ? Extrapolation.factorSince(all.startTime(w.from), w, times)
            : Extrapolation.factor(w, times, counter, first, rate.count());
    return w.answer(rate.times(perSecond ? factor / w.seconds() : factor));
  }
}
