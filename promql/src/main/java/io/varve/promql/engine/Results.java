package io.varve.promql.engine;

import io.varve.promql.exec.QueryContext;
import io.varve.promql.value.Annotations;

/** Answers that are there at once, and what all answers have in common. */
final class Results {
  private Results() {}

  static QueryStatistics statistics(QueryContext ctx) {
    return new QueryStatistics(
        ctx.samples().total(), ctx.samples().peak(), ctx.budget().peakBytes());
  }

  /** A number. */
  record ScalarResult(QueryContext ctx, long time, double value) implements QueryResult.Scalar {
    @Override
    public Annotations annotations() {
      return ctx.annotations();
    }

    @Override
    public QueryStatistics statistics() {
      return Results.statistics(ctx);
    }

    @Override
    public void close() {
      ctx.budget().close();
    }
  }

  /** A string. */
  record StringResult(QueryContext ctx, long time, String value) implements QueryResult.Str {
    @Override
    public Annotations annotations() {
      return ctx.annotations();
    }

    @Override
    public QueryStatistics statistics() {
      return Results.statistics(ctx);
    }

    @Override
    public void close() {
      ctx.budget().close();
    }
  }
}
