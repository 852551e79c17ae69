package io.varve.promql.exec;

import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesHeaders;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Refuses a join where two series of the "one" side are in the same match group at the same step.
 * As in Prometheus, that is only wrong at steps at which the other side is not empty, or may be
 * filled in. Costs nothing where each match group has one such series.
 */
final class OneSideCheck {
  private final Signatures signatures;
  private final List<Signatures.Group> suspects;
  private final SeriesHeaders manyHeaders;
  private final SeriesHeaders oneHeaders;
  private final boolean swapped;
  private final boolean filled;

  /**
   * Makes the check.
   *
   * @param signatures with the "one" side on the right
   * @param swapped whether that is the left side of the operator
   * @param filled whether fill values stand in for what a side has not
   */
  OneSideCheck(
      Signatures signatures,
      SeriesHeaders manyHeaders,
      SeriesHeaders oneHeaders,
      boolean swapped,
      boolean filled) {
    this.signatures = signatures;
    this.suspects = signatures.groups().stream().filter(g -> g.right().size() > 1).toList();
    this.manyHeaders = manyHeaders;
    this.oneHeaders = oneHeaders;
    this.swapped = swapped;
    this.filled = filled;
  }

  /** Announces the columns that the check may look at. */
  void announce(ColumnStore many, ColumnStore one) {
    forAll(many::expect, one::expect);
  }

  /** Returns the first step at which the join is refused, or the number of steps. */
  int firstRefused(ColumnStore many, ColumnStore one, int steps) {
    if (suspects.isEmpty()) {
      return steps;
    }
    Column doubled = new Column(steps);
    for (Signatures.Group group : suspects) {
      Column seen = new Column(steps);
      for (int series : group.right()) {
        Column column = one.get(series);
        for (int i = column.next(0); i < steps; i = column.next(i + 1)) {
          (seen.has(i) ? doubled : seen).set(i, 1);
        }
      }
    }
    for (int i = doubled.next(0); i < steps; i = doubled.next(i + 1)) {
      int step = i;
      IntPredicate present = series -> many.get(series).has(step);
      if (filled || IntStream.range(0, manyHeaders.size()).anyMatch(present)) {
        return step;
      }
    }
    forAll(many::done, one::done);
    return steps;
  }

  private void forAll(IntConsumer many, IntConsumer one) {
    if (!suspects.isEmpty()) {
      suspects.forEach(group -> group.right().forEach(one::accept));
      IntStream.range(0, manyHeaders.size()).forEach(many);
    }
  }

  /**
   * Says why the join is refused at a step: the series come in order, and this names the first that
   * is the second of its group.
   */
  QueryException refusal(ColumnStore one, int step) {
    IntSet seen = new IntOpenHashSet();
    int[] first = new int[signatures.groups().size()];
    for (int i = 0; i < oneHeaders.size(); i++) {
      int group = signatures.ofRight(i);
      if (signatures.groups().get(group).right().size() > 1 && one.get(i).has(step)) {
        if (!seen.add(group)) {
          return refusal(signatures.groups().get(group), first[group], i);
        }
        first[group] = i;
      }
    }
    throw new IllegalStateException("no match group has two series at step " + step);
  }

  private QueryException refusal(Signatures.Group group, int first, int second) {
    String a = oneHeaders.labels(first).toString();
    String b = oneHeaders.labels(second).toString();
    return QueryException.execution(
        ("found duplicate series for the match group %s on the %s hand-side of the operation: [%s,"
                + " %s];many-to-many matching not allowed: matching labels must be unique on one"
                + " side")
            .formatted(
                group.labels(),
                swapped ? "left" : "right",
                a.compareTo(b) > 0 ? b : a,
                a.compareTo(b) > 0 ? a : b));
  }
}
