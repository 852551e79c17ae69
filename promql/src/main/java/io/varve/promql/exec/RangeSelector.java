package io.varve.promql.exec;

import io.varve.model.StaleNaN;
import io.varve.promql.histogram.CountsOnly;
import io.varve.promql.plan.Selection;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import io.varve.promql.value.StepGrid;
import org.jspecify.annotations.Nullable;

/** A range vector selector: the samples that tell of any window of the grid. */
final class RangeSelector implements SampleOperator {
  private final Leaves leaves;
  private final Selection selection;
  private final Windows windows;
  private final StepGrid grid;
  private final QueryContext ctx;
  private @Nullable ShardSeries series;
  private int next;

  RangeSelector(
      Leaves leaves, Selection selection, Windows windows, StepGrid grid, QueryContext ctx) {
    this.leaves = leaves;
    this.selection = selection;
    this.windows = windows;
    this.grid = grid;
    this.ctx = ctx;
  }

  @Override
  public SeriesHeaders open() {
    if (grid.count() == 0) {
      return SeriesHeaders.NONE;
    }
    series =
        leaves.select(
            selection.matchers(), windows.firstTime(grid.start()), windows.lastTime(grid.end()));
    return InstantSelector.headers(series);
  }

  @Override
  public boolean next(SeriesSamples into) {
    if (series == null || next == series.size()) {
      return false;
    }
    ctx.control().check();
    series.samples(next++, into);
    into.keepIf((_, value) -> !StaleNaN.isStale(value));
    if (!ctx.settings().startTimestamps()) {
      into.forgetStartTimes();
    }
    if (selection.countsOnly()) {
      into.replaceHistograms(new CountsOnly());
    }
    return true;
  }

  @Override
  public void close() {
    if (series != null) {
      series.close();
      series = null;
    }
  }
}
