package io.varve.promql.exec;

import io.varve.promql.value.Column;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At which steps a match group has a series on one side. Found out when it is first asked for, and
 * forgotten after the last announced question.
 */
final class GroupPresence {
  private final ColumnStore store;
  private final List<IntList> members;
  private final @Nullable Column[] known;
  private final int[] questions;
  private final Reservation reservation;
  private final int steps;

  /**
   * Makes it.
   *
   * @param store the side's columns
   * @param members the side's series by group
   */
  GroupPresence(ColumnStore store, List<IntList> members, int steps, Reservation reservation) {
    this.store = store;
    this.members = members;
    this.known = new Column[members.size()];
    this.questions = new int[members.size()];
    this.steps = steps;
    this.reservation = reservation;
  }

  /** Announces a question; all are announced before the first is asked. */
  void expect(int group) {
    if (questions[group]++ == 0) {
      members.get(group).forEach(store::expect);
    }
  }

  /** Answers a question with a column that has some value at the steps concerned. */
  Column ask(int group) {
    Column column = known[group];
    if (column == null) {
      reservation.grow(Column.bytes(steps));
      column = new Column(steps);
      IntList series = members.get(group);
      for (int k = 0; k < series.size(); k++) {
        Column part = store.get(series.getInt(k));
        for (int i = part.next(0); i < steps; i = part.next(i + 1)) {
          column.set(i, 1);
        }
        store.done(series.getInt(k));
      }
      known[group] = column;
    }
    if (--questions[group] == 0) {
      known[group] = null;
      reservation.shrink(Column.bytes(steps));
    }
    return column;
  }
}
