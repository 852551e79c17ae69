package io.varve.promql.exec;

import io.varve.promql.aggregate.GroupState;
import io.varve.promql.aggregate.GroupStates;
import io.varve.promql.plan.PlanNode;
import org.jspecify.annotations.Nullable;

/** Makes the states of an aggregation that may depend on a scalar. */
final class NumberParameter implements AggregateStates {
  private final PlanNode.Aggregate node;
  private final @Nullable ScalarOperator scalar;
  private final int steps;
  private double[] values = {};

  /**
   * Makes it.
   *
   * @param scalar the parameter; null where the aggregation takes no number
   */
  NumberParameter(PlanNode.Aggregate node, @Nullable ScalarOperator scalar, int steps) {
    this.node = node;
    this.scalar = scalar;
    this.steps = steps;
  }

  @Override
  public double[] open() {
    if (scalar != null) {
      values = scalar.evaluate();
    }
    return values;
  }

  @Override
  public GroupState create() {
    return GroupStates.of(node.op(), steps, values, label());
  }

  private String label() {
    return node.param() instanceof PlanNode.Text text ? text.value() : "";
  }
}
