package io.varve.promql.engine;

import io.varve.promql.exec.QueryContext;

/** A number. */
final class ScalarResult extends AnyResult implements QueryResult.Scalar {
  private final long time;
  private final double value;

  ScalarResult(QueryContext ctx, long time, double value) {
    super(ctx);
    this.time = time;
    this.value = value;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public double value() {
    return value;
  }
}
