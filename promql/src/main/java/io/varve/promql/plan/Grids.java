package io.varve.promql.plan;

import io.varve.promql.value.StepGrid;

/** The grids of nodes that do not evaluate their child on their own grid. */
final class Grids {
  private Grids() {}

  /**
   * The multiples of the subquery's step in {@code (first - window, last]}, both seen from the
   * subquery's moment; possibly none.
   */
  static StepGrid subquery(PlanNode.Subquery s, StepGrid outer) {
    long step = s.stepMs();
    if (outer.count() == 0) {
      return new StepGrid(outer.start(), step, 0);
    }
    long after = s.moment().time(outer.start()) - s.windowMs();
    long first = (Math.floorDiv(after, step) + 1) * step;
    return StepGrid.between(first, s.moment().time(outer.end()), step);
  }

  /** The first step alone. */
  static StepGrid first(StepGrid outer) {
    return new StepGrid(outer.start(), outer.step(), Math.min(1, outer.count()));
  }
}
