package io.varve.promql.gather;

import io.varve.promql.aggregate.GroupState;
import io.varve.promql.aggregate.GroupStates;
import io.varve.promql.plan.Fragment;
import io.varve.promql.plan.PlanNode;
import java.util.List;

/**
 * A fragment with the values it needs from elsewhere.
 *
 * @param inputs what the fragment's {@link io.varve.promql.plan.PlanNode.Sent} nodes stand for; an
 *     array of one value for each step. Nobody writes to them.
 */
public record FragmentRequest(Fragment fragment, List<double[]> inputs) {
  /** Copies the list, not the arrays. */
  public FragmentRequest {
    inputs = List.copyOf(inputs);
  }

  /**
   * Reads the state of a group, as {@link GroupState#encode} has written it.
   *
   * @throws IllegalArgumentException if the fragment is no aggregation
   * @throws io.varve.model.DecodeException if the bytes are no such state
   */
  public GroupState decodeState(byte[] bytes) {
    if (!(fragment.root() instanceof PlanNode.Aggregate aggregate)) {
      throw new IllegalArgumentException("no aggregation: " + fragment.root());
    }
    return GroupStates.decode(aggregate.op(), fragment.grid().count(), bytes);
  }
}
