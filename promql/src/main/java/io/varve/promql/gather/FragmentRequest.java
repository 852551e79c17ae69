package io.varve.promql.gather;

import io.varve.promql.aggregate.GroupStates;
import io.varve.promql.exec.Compiler;
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
    double[] numbers =
        switch (aggregate.param()) {
          case null -> new double[0];
          case PlanNode.Text _ -> new double[0];
          case PlanNode.Number number -> {
            double[] same = new double[fragment.grid().count()];
            Arrays.fill(same, number.value());
            yield same;
          }
          case PlanNode.Sent sent -> inputs.get(sent.input());
          default -> throw new IllegalArgumentException("a parameter is neither known nor sent");
        };
    return Compiler.states(aggregate, fragment.grid(), numbers);
  }
}
