package io.varve.promql.engine;

import io.varve.promql.plan.Cut;
import io.varve.promql.plan.Plan;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.plan.PlanNodes;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Remarks;
import io.varve.promql.value.StepGrid;

/**
 * Says which calls of {@code sort} and its kin sort nothing, for they are not evaluated at one time
 * only. As in Prometheus, a subquery of a single step counts as one of many unless that step is
 * where its range ends.
 */
final class SortRemarks {
  private final Annotations annotations;

  private SortRemarks(Annotations annotations) {
    this.annotations = annotations;
  }

  /**
   * Adds what there is to say of a plan.
   *
   * @param end of the query, ms
   */
  static void add(Plan plan, long end, Annotations annotations) {
    SortRemarks remarks = new SortRemarks(annotations);
    for (Cut cut : plan.cuts()) {
      for (Cut.Input input : cut.inputs()) {
        remarks.visit(input.scalar(), input.grid(), input.grid().end());
      }
    }
    remarks.visit(plan.root(), plan.grid(), end);
  }

  private void visit(PlanNode node, StepGrid grid, long end) {
    StepGrid inner = grid;
    long innerEnd = end;
    switch (node) {
      case PlanNode.Subquery s -> {
        inner = s.grid(grid);
        innerEnd = s.moment().time(grid.end());
      }
      case PlanNode.StepInvariant s -> {
        inner = s.grid(grid);
        innerEnd = inner.start();
      }
      case PlanNode.Call c when c.function().name().startsWith("sort") -> {
        if (grid.start() != end) {
          annotations.add(Remarks.sortInRangeQuery(c.range()));
        }
      }
      default -> {
        // Evaluates its children when it is evaluated itself.
      }
    }
    for (PlanNode child : PlanNodes.children(node)) {
      visit(child, inner, innerEnd);
    }
  }
}
