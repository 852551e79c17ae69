package io.varve.promql.gather;

import io.varve.promql.aggregate.GroupStates;
import io.varve.promql.plan.Fragment;
import io.varve.promql.plan.PlanNode;
import java.util.Arrays;
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
   * Returns the maker of an aggregation's states, by which those that arrive are read.
   *
   * @throws IllegalArgumentException if the fragment is no aggregation, or its parameter is not
   *     known before it is evaluated
   */
  public GroupStates states() {
    if (!(fragment.root() instanceof PlanNode.Aggregate aggregate)) {
      throw new IllegalArgumentException("no aggregation: " + fragment.root());
    }
    int steps = fragment.grid().count();
    return switch (aggregate.param()) {
      case null -> GroupStates.of(aggregate.op(), steps, new double[0], "");
      case PlanNode.Text text -> GroupStates.of(aggregate.op(), steps, new double[0], text.value());
      case PlanNode.Number number -> {
        double[] values = new double[steps];
        Arrays.fill(values, number.value());
        yield GroupStates.of(aggregate.op(), steps, values, "");
      }
      case PlanNode.Sent sent ->
          GroupStates.of(aggregate.op(), steps, inputs.get(sent.input()), "");
      default -> throw new IllegalArgumentException("a parameter is neither known nor sent");
    };
  }
}
