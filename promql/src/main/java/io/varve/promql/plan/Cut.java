package io.varve.promql.plan;

import io.varve.promql.value.StepGrid;
import java.util.List;

/**
 * A fragment as its plan sees it.
 *
 * @param fragment what is sent to the shards
 * @param inputs the scalars that its {@link PlanNode.Sent} nodes stand for, to be evaluated first
 * @param intact whether no two shards can answer the same label set. If not, equal ones are merged
 *     at the gather, or are an error where they have values at the same step.
 */
public record Cut(Fragment fragment, List<Input> inputs, boolean intact) {
  /** Copies the list. */
  public Cut {
    inputs = List.copyOf(inputs);
  }

  /**
   * A scalar that a fragment needs.
   *
   * @param scalar its plan; may itself gather other fragments
   * @param grid the steps for which it is needed
   */
  public record Input(PlanNode scalar, StepGrid grid) {}
}
