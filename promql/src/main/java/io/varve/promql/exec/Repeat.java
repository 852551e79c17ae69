package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;

/** Gives what a step-invariant part has at the first step at all steps. */
final class Repeat implements SeriesOperator {
  private final SeriesOperator child;
  private final int steps;
  private final Column first = new Column();

  Repeat(SeriesOperator child, int steps) {
    this.child = child;
    this.steps = steps;
  }

  @Override
  public SeriesHeaders open() {
    return child.open();
  }

  @Override
  public boolean next(Column into) {
    if (!child.next(first)) {
      return false;
    }
    into.reset(steps);
    if (first.steps() > 0 && first.has(0)) {
      FloatHistogram histogram = first.histogram(0);
      if (histogram == null) {
        into.fill(first.get(0));
      } else {
        for (int i = 0; i < steps; i++) {
          into.set(i, histogram);
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    child.close();
  }
}
