package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import io.varve.promql.value.StepGrid;

/** The samples that columns over a grid are: those of a subquery, or of a range query. */
final class ColumnSamples implements SampleOperator {
  private final SeriesOperator child;
  private final StepGrid grid;
  private final Column column = new Column();

  /**
   * Makes the operator.
   *
   * @param grid on which the child is evaluated
   */
  ColumnSamples(SeriesOperator child, StepGrid grid) {
    this.child = child;
    this.grid = grid;
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
        into.add(grid.time(i), histogram);
      }
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
