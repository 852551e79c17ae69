package io.varve.promql.window;

import io.varve.promql.histogram.HistogramRate;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.value.SeriesSamples;
import java.util.EnumSet;
import java.util.Set;

/** {@code irate} and {@code idelta}: what the last two samples say, of whatever kind these are. */
final class DeltaOfHistograms implements HistogramKernel {
  private final boolean perSecond;
  private final RangeKernel ofFloats;
  private final HistogramRate rate = new HistogramRate();
  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);
  private SeriesSamples samples = new SeriesSamples();

  DeltaOfHistograms(RangeKernel ofFloats, boolean perSecond) {
    this.ofFloats = ofFloats;
    this.perSecond = perSecond;
  }

  @Override
  public void begin(SeriesSamples series) {
    samples = series;
    rate.begin(series.size(), series::histogram, series::beginsAnew);
    ofFloats.begin(series);
  }

  @Override
  public boolean evaluate(RangeWindow w, HistogramNotes notes) {
    w.histogram = null;
    if (w.count() < 2) {
      return false;
    }
    int last = w.to - 1;
    boolean before = samples.histogram(last - 1) != null;
    boolean now = samples.histogram(last) != null;
    if (!before && !now) {
      return ofFloats.evaluate(w);
    }
    if (before != now) {
      notes.mixedKinds();
      return false;
    }
    remarks.clear();
    boolean known = rate.overStep(last, perSecond, remarks);
    notes.add(remarks);
    double seconds = (samples.time(last) - samples.time(last - 1)) / 1000.0;
    return known && w.answer(perSecond ? rate.dividedBy(seconds) : rate.times(1));
  }
}
