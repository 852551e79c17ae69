package io.varve.promql.exec;

import io.varve.model.StaleNaN;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import io.varve.promql.value.StepGrid;
import org.jspecify.annotations.Nullable;

/** A range vector selector: the samples of all windows of the grid. */
final class RangeSelector implements SampleOperator {
  private final Leaves leaves;
  private final PlanNode.Window window;
  private final StepGrid grid;
  private final QueryContext ctx;
  private @Nullable ShardSeries series;
  private int next;

  RangeSelector(Leaves leaves, PlanNode.Window window, StepGrid grid, QueryContext ctx) {
    this.leaves = leaves;
    this.window = window;
    this.grid = grid;
    this.ctx = ctx;
  }

  @Override
  public SeriesHeaders open() {
    if (grid.count() == 0) {
      return SeriesHeaders.NONE;
    }
    var moment = window.selection().moment();
    series =
        leaves.select(
            window.selection().matchers(),
            moment.time(grid.start()) - window.windowMs() + 1,
            moment.time(grid.end()));
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
