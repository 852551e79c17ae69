package io.varve.promql.aggregate;

import io.varve.promql.ast.AggregateOp;
import io.varve.promql.value.QueryException;

/** Makes states. */
public final class GroupStates {
  private GroupStates() {}

  /**
   * Returns a state without series.
   *
   * @param steps of the grid
   * @param param the number at each step, for aggregations that take one
   * @param label the label's name, for those that take one
   */
  public static GroupState of(AggregateOp op, int steps, double[] param, String label) {
    return switch (op) {
      case SUM -> new SumState(steps);
      default -> throw QueryException.unsupported(op.symbol() + (param.length == 0 ? "" : label));
    };
  }
}
