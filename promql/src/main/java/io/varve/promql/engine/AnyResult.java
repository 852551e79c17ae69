package io.varve.promql.engine;

import io.varve.promql.exec.QueryContext;
import io.varve.promql.value.Annotations;

/** What all answers have in common: they tell of their query, and end it when they are closed. */
abstract sealed class AnyResult permits MatrixResult, VectorResult, ScalarResult, StringResult {
  private final QueryContext ctx;

  AnyResult(QueryContext ctx) {
    this.ctx = ctx;
  }

  /** Returns the query's annotations. */
  public final Annotations annotations() {
    return ctx.annotations();
  }

  /** Returns what the query has used so far. */
  public final QueryStatistics statistics() {
    return new QueryStatistics(
        ctx.samples().total(), ctx.samples().peak(), ctx.budget().peakBytes());
  }

  /** Gives back what the query holds. */
  public void close() {
    ctx.budget().close();
  }
}
