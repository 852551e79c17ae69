package io.varve.promql.exec;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import io.varve.promql.value.StepGrid;

/** The samples that columns over a grid are: those of a subquery, or of a range query. */
final class ColumnSamples implements SampleOperator {
  private final SeriesOperator child;
  private final StepGrid grid;
  private final boolean forgetResets;
  private final Column column = new Column();

  /**
   * Makes the operator.
   *
   * @param grid on which the child is evaluated
   */
  ColumnSamples(SeriesOperator child, StepGrid grid) {
    this(child, grid, false);
  }

  private ColumnSamples(SeriesOperator child, StepGrid grid, boolean forgetResets) {
    this.child = child;
    this.grid = grid;
    this.forgetResets = forgetResets;
  }

  /**
   * Returns the operator of a subquery: what its histograms say of counter resets is about samples
   * that may not be among those at the grid's steps, so that it is forgotten.
   */
  static ColumnSamples ofSubquery(SeriesOperator child, StepGrid grid) {
    return new ColumnSamples(child, grid, true);
  }

  @Override
  public SeriesHeaders open() {
    return child.open();
  }

  @Override
  public boolean next(SeriesSamples into) {
    if (!child.next(column)) {
      return false;
    }
    into.clear();
    if (column.hasHistograms()) {
      addMixed(into);
      return true;
    }
    for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
      into.add(grid.time(i), column.get(i));
    }
    return true;
  }

  private void addMixed(SeriesSamples into) {
    for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
      FloatHistogram histogram = column.histogram(i);
      if (histogram == null) {
        into.add(grid.time(i), column.get(i));
      } else {
        into.add(grid.time(i), forgetResets ? withoutReset(histogram) : histogram);
      }
    }
  }

  private static FloatHistogram withoutReset(FloatHistogram h) {
    return switch (h.counterResetHint()) {
      case UNKNOWN, GAUGE -> h;
      case RESET, NOT_RESET -> h.withHint(CounterResetHint.UNKNOWN);
    };
  }

  @Override
  public void close() {
    child.close();
  }
}
