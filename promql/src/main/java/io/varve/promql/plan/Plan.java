package io.varve.promql.plan;

import io.varve.promql.value.StepGrid;
import java.util.List;

/**
 * How a query is evaluated. Immutable.
 *
 * @param root what is left to do after the fragments; holds no selector
 * @param cuts the fragments, numbered as {@link PlanNode.Gather} does. One may need another of a
 *     lower number as input, never one of a higher.
 * @param grid the query's steps
 * @param settings of the query
 */
public record Plan(PlanNode root, List<Cut> cuts, StepGrid grid, EvalSettings settings) {
  /** Copies the list. */
  public Plan {
    cuts = List.copyOf(cuts);
  }
}
