package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.List;

/** {@code absent}: one series that is 1 where the operand has no series. */
final class Absence implements SeriesOperator {
  private final SeriesOperator child;
  private final Labels labels;
  private final int steps;
  private boolean done;

  Absence(SeriesOperator child, Labels labels, int steps) {
    this.child = child;
    this.labels = labels;
    this.steps = steps;
  }

  @Override
  public SeriesHeaders open() {
    child.open();
    return SeriesHeaders.of(List.of(labels));
  }

  @Override
  public boolean next(Column into) {
    if (done) {
      return false;
    }
    done = true;
    Column present = new Column();
    into.reset(steps);
    into.fill(1);
    while (child.next(present)) {
      for (int i = present.next(0); i < steps; i = present.next(i + 1)) {
        into.remove(i);
      }
    }
    return true;
  }

  @Override
  public void close() {
    child.close();
  }
}
