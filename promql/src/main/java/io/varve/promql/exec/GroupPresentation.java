package io.varve.promql.exec;

import io.varve.promql.aggregate.GroupState;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;

/** The last step of an aggregation that gives one series for each group. */
final class GroupPresentation implements SeriesOperator {
  private final PartialOperator child;
  private final GroupNotes notes;

  GroupPresentation(PartialOperator child, GroupNotes notes) {
    this.child = child;
    this.notes = notes;
  }

  @Override
  public SeriesHeaders open() {
    return child.open();
  }

  @Override
  public boolean next(Column into) {
    GroupState state = child.next();
    if (state == null) {
      return false;
    }
    state.present(0, into);
    notes.add(state);
    return true;
  }

  @Override
  public void close() {
    child.close();
  }
}
