package io.varve.promql.plan;

import io.varve.promql.value.StepGrid;

/**
 * The times that a query was asked for, in ms.
 *
 * @param start of the first step
 * @param end no step is later; what {@code end()} and {@code range()} go by, be there a step or not
 * @param step between two steps; 0 for an instant query, which has a single one
 */
public record QueryTimes(long start, long end, long step) {
  /** Validates. */
  public QueryTimes {
    if (step < 0 || (step == 0 && start != end)) {
      throw new IllegalArgumentException("a range of time needs a positive step, got " + step);
    }
  }

  /** Returns the times of an instant query. */
  public static QueryTimes instant(long time) {
    return new QueryTimes(time, time, 0);
  }

  /** Returns the steps. */
  public StepGrid grid() {
    return StepGrid.between(start, end, Math.max(1, step));
  }
}
