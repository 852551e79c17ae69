package io.varve.promql.plan;

import io.varve.promql.value.StepGrid;

/**
 * A part of a plan that every shard evaluates over its own series. It knows all its times: a shard
 * asks no clock.
 *
 * @param root what to evaluate: an {@link PlanNode.Aggregate}, of which the shard does the map step
 *     and answers a state for each group; a {@link PlanNode.Window}, of which it answers the
 *     samples; or else an instant vector, answered as columns
 * @param grid on which the root is evaluated
 * @param settings of the query
 */
public record Fragment(PlanNode root, StepGrid grid, EvalSettings settings) {
  /** What a fragment's answer consists of. */
  public enum Answer {
    /** Label sets, then a column of values over the grid for each. */
    COLUMNS,
    /** Label sets, then the raw samples for each; the grid has a single step. */
    SAMPLES,
    /** Groups, each with an aggregation's partial state. */
    PARTIALS
  }

  /** Returns what the answer consists of. */
  public Answer answer() {
    return switch (root) {
      case PlanNode.Aggregate _ -> Answer.PARTIALS;
      case PlanNode.Window _ -> Answer.SAMPLES;
      default -> Answer.COLUMNS;
    };
  }
}
