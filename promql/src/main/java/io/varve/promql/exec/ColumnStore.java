package io.varve.promql.exec;

import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives an operator's columns in any order: those met on the way to the one asked for are kept, and
 * accounted for, until their last use. Where the order of use is about the operator's own, little
 * is held.
 */
final class ColumnStore implements AutoCloseable {
  private final SeriesOperator child;
  private final QueryContext ctx;
  private final Reservation reservation;
  private final long columnBytes;

  /** The columns read and still to be used; null before and after. */
  private final List<@Nullable Column> held = new ArrayList<>();

  private final Deque<Column> spare = new ArrayDeque<>();
  private int[] uses = new int[0];
  private int read;
  private boolean finished;

  ColumnStore(SeriesOperator child, int steps, QueryContext ctx) {
    this.child = child;
    this.ctx = ctx;
    this.reservation = ctx.reservation();
    this.columnBytes = Column.bytes(steps);
  }

  /** Opens the operator. */
  SeriesHeaders open() {
    SeriesHeaders headers = child.open();
    uses = new int[headers.size()];
    return headers;
  }

  /** Announces one more use of a column; all uses are announced before the first {@link #get}. */
  void expect(int series) {
    uses[series]++;
  }

  /** Returns a column of which a use was announced and has not been {@link #done} yet. */
  Column get(int series) {
    while (read <= series) {
      ctx.control().check();
      readNext();
    }
    Column column = held.get(series);
    if (column == null) {
      throw new IllegalStateException("column " + series + " is used up");
    }
    return column;
  }

  private void readNext() {
    Column column = spare.poll();
    if (column == null) {
      reservation.grow(columnBytes);
      column = new Column();
    }
    if (!child.next(column)) {
      throw new IllegalStateException("only %d of %d columns".formatted(read, uses.length));
    }
    if (uses[read] == 0) {
      spare.push(column);
      held.add(null);
    } else {
      held.add(column);
      reservation.grow(column.histogramBytes());
    }
    read++;
  }

  /** Ends one announced use of a column, whether it was got or not. */
  void done(int series) {
    if (--uses[series] == 0 && series < read) {
      Column column = held.set(series, null);
      if (column != null) {
        reservation.shrink(column.histogramBytes());
        spare.push(column);
      }
    }
  }

  /**
   * Reads on to the end, whether anyone wants what comes or not: what a query has to remark does
   * not depend on what it uses.
   */
  void finish() {
    if (finished) {
      return;
    }
    finished = true;
    while (read < uses.length) {
      ctx.control().check();
      readNext();
    }
    if (child.next(new Column())) {
      throw new IllegalStateException("more than the %d columns announced".formatted(uses.length));
    }
  }

  @Override
  public void close() {
    held.clear();
    spare.clear();
    reservation.close();
    child.close();
  }
}
