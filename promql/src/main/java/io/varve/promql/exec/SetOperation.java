package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * {@code and}, {@code or}, {@code unless}: series of either side, at the steps at which their match
 * group has one on the other side, or has none. {@code or} may give two series of equal labels, of
 * which never both have a value.
 */
final class SetOperation implements SeriesOperator {
  /** A series that is given: one of a side, where the other side's presence is as wanted. */
  private record Output(boolean left, int series, int group, boolean asks) {}

  private final BinaryOp op;
  private final VectorMatching matching;
  private final int steps;
  private final ColumnStore left;
  private final ColumnStore right;
  private final Reservation reservation;
  private List<Output> outputs = List.of();
  private GroupPresence onLeft;
  private GroupPresence onRight;
  private int next;

  SetOperation(
      BinaryOp op,
      VectorMatching matching,
      SeriesOperator left,
      SeriesOperator right,
      int steps,
      QueryContext ctx) {
    this.op = op;
    this.matching = matching;
    this.steps = steps;
    this.left = new ColumnStore(left, steps, ctx);
    this.right = new ColumnStore(right, steps, ctx);
    this.reservation = ctx.reservation();
    this.onLeft = new GroupPresence(this.left, List.of(), steps, reservation);
    this.onRight = new GroupPresence(this.right, List.of(), steps, reservation);
  }

  @Override
  public SeriesHeaders open() {
    SeriesHeaders l = left.open();
    SeriesHeaders r = right.open();
    Signatures signatures = new Signatures(matching, l, r);
    List<Signatures.Group> groups = signatures.groups();
    onLeft =
        new GroupPresence(
            left, groups.stream().map(Signatures.Group::left).toList(), steps, reservation);
    onRight =
        new GroupPresence(
            right, groups.stream().map(Signatures.Group::right).toList(), steps, reservation);
    outputs = new ArrayList<>();
    for (int i = 0; i < l.size(); i++) {
      int group = signatures.ofLeft(i);
      boolean matched = !groups.get(group).right().isEmpty();
      if (matched || op != BinaryOp.AND) {
        outputs.add(new Output(true, i, group, matched && op != BinaryOp.OR));
      }
    }
    if (op == BinaryOp.OR) {
      for (int i = 0; i < r.size(); i++) {
        int group = signatures.ofRight(i);
        outputs.add(new Output(false, i, group, !groups.get(group).left().isEmpty()));
      }
    }
    boolean sorted = l.sorted() && (op != BinaryOp.OR || r.sorted());
    if (sorted) {
      outputs.sort(Comparator.comparing(o -> labels(o, l, r)));
    }
    return announce(l, r, sorted);
  }

  private SeriesHeaders announce(SeriesHeaders l, SeriesHeaders r, boolean sorted) {
    List<Labels> labels = new ArrayList<>(outputs.size());
    BitSet dropName = new BitSet();
    for (Output o : outputs) {
      dropName.set(labels.size(), (o.left ? l : r).dropName(o.series));
      labels.add(labels(o, l, r));
      (o.left ? left : right).expect(o.series);
      if (o.asks) {
        (o.left ? onRight : onLeft).expect(o.group);
      }
    }
    return new SeriesHeaders(labels, dropName, sorted);
  }

  private static Labels labels(Output o, SeriesHeaders l, SeriesHeaders r) {
    return (o.left ? l : r).labels(o.series);
  }

  @Override
  public boolean next(Column into) {
    if (next == outputs.size()) {
      left.finish();
      right.finish();
      return false;
    }
    Output o = outputs.get(next++);
    ColumnStore own = o.left ? left : right;
    into.copyFrom(own.get(o.series));
    own.done(o.series);
    if (o.asks) {
      Column other = (o.left ? onRight : onLeft).ask(o.group);
      boolean wanted = op == BinaryOp.AND;
      for (int i = into.next(0); i < steps; i = into.next(i + 1)) {
        if (other.has(i) != wanted) {
          into.remove(i);
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    left.close();
    right.close();
    reservation.close();
  }
}
