package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.ast.PosRange;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.Remarks;
import io.varve.promql.value.SeriesSamples;
import io.varve.promql.window.RangeWindow;

/** What there is to remark on series that rates are taken of. */
final class CounterRemarks extends RangeRemarks {
  private static final String[] SUFFIXES = {"_total", "_sum", "_count", "_bucket"};

  private final boolean checksStarts;
  private final PosRange at;
  private final Annotations annotations;
  private SeriesSamples samples = new SeriesSamples();
  private String metricName = "";

  /** No sample after the first of the window up to this one overlaps. */
  private int checked;

  /**
   * Makes it.
   *
   * @param checksStarts whether start times count
   * @param at where the series stand in the query
   */
  CounterRemarks(boolean checksStarts, PosRange at, Annotations annotations) {
    this.checksStarts = checksStarts;
    this.at = at;
    this.annotations = annotations;
  }

  @Override
  void onStartTimes(SeriesSamples series, Labels labels) {
    samples = series;
    metricName = labels.metricName();
    checked = 1;
  }

  @Override
  void onValue(RangeWindow window) {
    if (!checksStarts) {
      return;
    }
    checked = Math.max(checked, window.from + 1);
    while (checked < window.to && !samples.overlaps(checked)) {
      checked++;
    }
    if (checked < window.to) {
      annotations.add(Remarks.startTimeOverlap(metricName, at));
    }
  }

  @Override
  void onSeries(Labels labels, Column values) {
    String name = labels.metricName();
    if (!name.isEmpty() && !isCounterName(name) && hasFloats(values)) {
      annotations.add(Remarks.possibleNonCounter(name, at));
    }
  }

  private static boolean hasFloats(Column values) {
    return values.hasHistograms() ? values.count() > values.countHistograms() : !values.isEmpty();
  }

  private static boolean isCounterName(String name) {
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }
}
