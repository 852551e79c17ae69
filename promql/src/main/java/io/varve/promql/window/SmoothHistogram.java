package io.varve.promql.window;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.promql.histogram.HistogramInterpolation;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.value.SeriesSamples;
import java.util.EnumSet;
import java.util.Set;

/** As {@link SmoothValue}; between two histograms that are not both gauges, as a counter rises. */
final class SmoothHistogram extends SplitKernel {
  private final HistogramInterpolation interpolation = new HistogramInterpolation();
  private final Successor successor = new Successor();
  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);
  private long[] times = {};

  SmoothHistogram() {
    super(new SmoothValue());
  }

  @Override
  public void begin(SeriesSamples series) {
    super.begin(series);
    times = series.times();
    successor.begin(series);
  }

  @Override
  boolean histograms(int from, int to, RangeWindow w, HistogramNotes notes) {
    int after = successor.of(w);
    int floatsBefore = w.from - from;
    if (after < w.to && times[after] == w.end) {
      return w.answer(samples.histogram(after - floatsBefore));
    }
    if (after == w.from) {
      return false;
    }
    FloatHistogram before = samples.histogram(after - 1 - floatsBefore);
    if (after == w.to) {
      return w.answer(before.withHint(CounterResetHint.UNKNOWN));
    }
    FloatHistogram next = samples.histogram(after - floatsBefore);
    return between(before, next, Interpolation.fraction(w.end, times, after - 1), w, notes);
  }

  private boolean between(
      FloatHistogram before,
      FloatHistogram next,
      double fraction,
      RangeWindow w,
      HistogramNotes notes) {
    remarks.clear();
    FloatHistogram result = null;
    if (before.usesCustomBuckets() != next.usesCustomBuckets()) {
      remarks.add(HistogramRemark.MIXED_SCHEMAS);
    } else {
      boolean counter =
          before.counterResetHint() != CounterResetHint.GAUGE
              || next.counterResetHint() != CounterResetHint.GAUGE;
      result = interpolation.between(before, next, fraction, counter, remarks);
    }
    notes.add(remarks);
    return result != null && w.answer(result);
  }
}
