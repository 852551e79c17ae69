package io.varve.promql.aggregate;

import io.varve.model.DecodeException;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.value.QueryException;

/** Makes the states of aggregations' groups. */
public final class GroupStates {
  private GroupStates() {}

  /**
   * Returns a state without series.
   *
   * @param steps the number of steps of the grid
   * @param param the number at each step, for aggregations that take one; kept, not to be written.
   *     A number of series fits a long and is not NaN.
   * @param label for {@code count_values} the label that takes the value; if empty, all values
   *     count as one
   * @throws QueryException if the aggregation is not supported yet
   */
  public static GroupState of(AggregateOp op, int steps, double[] param, String label) {
    return switch (op) {
      case QUANTILE -> new QuantileState(param, steps);
      case COUNT_VALUES -> new CountValuesState(steps, label);
      case TOPK, BOTTOMK, LIMITK -> new RankingState(ranking(op), param, steps);
      case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, LIMIT_RATIO -> cells(op, steps);
    };
  }

  /**
   * Returns the state that {@link GroupState#encode} has written.
   *
   * @param op the aggregation that it must be of
   * @param steps the number of steps that it must have
   * @throws DecodeException if the bytes are no such state
   */
  public static GroupState decode(AggregateOp op, int steps, byte[] bytes) {
    StateReader in = new StateReader(bytes);
    in.check(in.u8() == StateFormat.kind(op), "another aggregation");
    in.check(in.u32() == steps, "another number of steps");
    GroupState state =
        switch (op) {
          case QUANTILE -> QuantileState.decode(in, steps);
          case COUNT_VALUES -> CountValuesState.decode(in, steps);
          case TOPK, BOTTOMK, LIMITK -> RankingState.decode(in, ranking(op), steps);
          case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, LIMIT_RATIO -> {
            CellState cells = cells(op, steps);
            cells.decode(in);
            yield cells;
          }
        };
    in.checkEnd();
    return state;
  }

  private static CellState cells(AggregateOp op, int steps) {
    return switch (op) {
      case SUM -> new SumState(steps);
      case AVG -> new AvgState(steps);
      case MIN, MAX -> new ExtremeState(op, steps);
      case COUNT -> new CountState(steps);
      case GROUP -> new PresenceState(steps);
      case STDDEV, STDVAR -> new VarianceState(op, steps);
      case QUANTILE, COUNT_VALUES, TOPK, BOTTOMK, LIMITK, LIMIT_RATIO ->
          throw QueryException.unsupported(op.symbol());
    };
  }

  private static Ranking ranking(AggregateOp op) {
    return switch (op) {
      case TOPK -> Ranking.LARGEST;
      case BOTTOMK -> Ranking.SMALLEST;
      default -> Ranking.ANY;
    };
  }
}
