package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.aggregate.GroupState;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The last step of an aggregation that gives other series than one for each group: those it has
 * chosen, or one for each value it has counted. Which they are is known when all groups are.
 */
final class Presentation implements SeriesOperator {
  private record Output(GroupState state, int number, Labels labels, boolean dropName) {}

  private final PartialOperator child;
  private final boolean keepOrder;
  private final GroupNotes notes;
  private final Reservation reservation;
  private final List<Output> outputs = new ArrayList<>();
  private int next;

  /**
   * Makes the operator.
   *
   * @param keepOrder whether the order within a group means something
   */
  Presentation(PartialOperator child, boolean keepOrder, GroupNotes notes, QueryContext ctx) {
    this.child = child;
    this.notes = notes;
    this.keepOrder = keepOrder;
    this.reservation = ctx.reservation();
  }

  @Override
  public SeriesHeaders open() {
    SeriesHeaders groups = child.open();
    int group = 0;
    for (GroupState state = child.next(); state != null; state = child.next()) {
      reservation.grow(state.bytes());
      SeriesHeaders headers = state.outputs(groups.labels(group), groups.dropName(group));
      notes.add(state);
      group++;
      for (int i = 0; i < headers.size(); i++) {
        outputs.add(new Output(state, i, headers.labels(i), headers.dropName(i)));
      }
    }
    if (!keepOrder) {
      outputs.sort(Comparator.comparing(Output::labels));
    }
    BitSet dropName = new BitSet();
    List<Labels> labels = new ArrayList<>(outputs.size());
    for (Output output : outputs) {
      dropName.set(labels.size(), output.dropName);
      labels.add(output.labels);
    }
    return new SeriesHeaders(labels, dropName, !keepOrder);
  }

  @Override
  public boolean next(Column into) {
    if (next == outputs.size()) {
      return false;
    }
    Output output = outputs.get(next++);
    output.state.present(output.number, into);
    return true;
  }

  @Override
  public void close() {
    outputs.clear();
    reservation.close();
    child.close();
  }
}
