package io.varve.promql.engine;

import io.varve.promql.exec.QueryContext;

/** A string. */
final class StringResult extends AnyResult implements QueryResult.Str {
  private final long time;
  private final String value;

  StringResult(QueryContext ctx, long time, String value) {
    super(ctx);
    this.time = time;
    this.value = value;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public String value() {
    return value;
  }
}
