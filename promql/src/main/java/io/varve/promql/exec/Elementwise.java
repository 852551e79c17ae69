package io.varve.promql.exec;

import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;

/** Changes values where they stand; labels stay. */
final class Elementwise implements SeriesOperator {
  private final SeriesOperator child;
  private final ColumnTransform transform;

  Elementwise(SeriesOperator child, ColumnTransform transform) {
    this.child = child;
    this.transform = transform;
  }

  @Override
  public SeriesHeaders open() {
    transform.open();
    return child.open();
  }

  @Override
  public boolean next(Column into) {
    if (!child.next(into)) {
      return false;
    }
    transform.apply(into);
    return true;
  }

  @Override
  public void close() {
    child.close();
  }
}
