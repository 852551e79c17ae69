package io.varve.promql.aggregate;

import io.varve.model.DecodeException;
import io.varve.promql.ast.AggregateOp;

/** Makes the states of one aggregation's groups. Stateless and safe to share. */
public final class GroupStates {
  private final AggregateOp op;
  private final int steps;
  private final double[] param;
  private final String valueLabel;

  private GroupStates(AggregateOp op, int steps, double[] param, String valueLabel) {
    this.op = op;
    this.steps = steps;
    this.param = param;
    this.valueLabel = valueLabel;
  }

  /**
   * Returns the maker of states.
   *
   * @param steps the number of steps of the grid
   * @param param the numeric parameter at each step, for aggregations that take one; kept, not to
   *     be written; a number of series is at most as large as a long, and not NaN
   * @param valueLabel for {@code count_values} the label that takes the value; if empty, all values
   *     count as one
   */
  public static GroupStates of(AggregateOp op, int steps, double[] param, String valueLabel) {
    return new GroupStates(op, steps, param, valueLabel);
  }

  /** Returns a state without series. */
  public GroupState create() {
    return switch (op) {
      case SUM -> new SumState(steps);
      case AVG -> new AvgState(steps);
      case MIN -> new ExtremeState(StateFormat.MIN, steps, false);
      case MAX -> new ExtremeState(StateFormat.MAX, steps, true);
      case COUNT -> new CountState(steps);
      case GROUP -> new PresenceState(steps);
      case STDDEV -> new VarianceState(StateFormat.STDDEV, steps, true);
      case STDVAR -> new VarianceState(StateFormat.STDVAR, steps, false);
      case QUANTILE -> new QuantileState(param, steps);
      case COUNT_VALUES -> new CountValuesState(steps, valueLabel);
      case TOPK -> new RankingState(StateFormat.TOPK, Ranking.LARGEST, param, steps);
      case BOTTOMK -> new RankingState(StateFormat.BOTTOMK, Ranking.SMALLEST, param, steps);
      case LIMITK -> new RankingState(StateFormat.LIMITK, Ranking.ANY, param, steps);
      case LIMIT_RATIO -> new SampledState(param, steps);
    };
  }

  /**
   * Returns the state that was encoded, of the same aggregation over the same steps.
   *
   * @throws DecodeException if the bytes are no such state
   */
  public GroupState decode(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    return switch (create()) {
      case CellState state -> in.read(state.kind(), steps, state);
      case QuantileState state -> in.read(StateFormat.QUANTILE, steps, state);
      case CountValuesState state -> in.read(StateFormat.COUNT_VALUES, steps, state);
      case RankingState state -> in.read(state.kind(), steps, state);
      case SampledState state -> in.read(StateFormat.LIMIT_RATIO, steps, state);
      default -> throw new IllegalStateException("a state without a format");
    };
  }
}
