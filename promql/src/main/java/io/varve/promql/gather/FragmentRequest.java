package io.varve.promql.gather;

import io.varve.promql.plan.Fragment;
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
}
