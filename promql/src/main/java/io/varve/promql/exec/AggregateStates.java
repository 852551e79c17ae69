package io.varve.promql.exec;

import io.varve.promql.aggregate.GroupState;

/** Makes the states of an aggregation's groups. */
interface AggregateStates {
  /**
   * Evaluates the parameter; called once, first.
   *
   * @return its value at each step; empty where the aggregation takes none, or one that is no
   *     number
   */
  double[] open();

  /** Returns a state without series. */
  GroupState create();
}
