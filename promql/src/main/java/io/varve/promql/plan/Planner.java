package io.varve.promql.plan;

import io.varve.promql.ast.Expr;
import java.util.Set;

/** Makes plans of checked trees. Immutable. */
public final class Planner {
  private final Placer placer;

  /** Makes a planner. */
  public Planner() {
    this(Set.of());
  }

  Planner(Set<GlobalForm> ignored) {
    placer = new Placer(ignored);
  }

  /**
   * Plans a query.
   *
   * @param text of the query
   * @param query the tree, types checked
   * @param times that were asked for
   * @throws io.varve.promql.value.QueryException if a duration is not one, or a grid is too long
   */
  public Plan plan(String text, Expr query, QueryTimes times, PlanOptions options) {
    PlanNode tree = new Normalizer(text, times, options).normalize(query);
    return new Cutter(placer, options.settings()).cut(tree, times.grid());
  }
}
