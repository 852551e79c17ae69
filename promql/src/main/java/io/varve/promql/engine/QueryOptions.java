package io.varve.promql.engine;

import io.varve.promql.exec.QueryControl;

/**
 * What differs from query to query.
 *
 * @param lookbackMs the lookback, ms; 0 for the engine's
 * @param control through which the caller ends the query early
 */
public record QueryOptions(long lookbackMs, QueryControl control) {
  /** Returns the engine's settings for a query that nobody ends early. */
  public static QueryOptions defaults() {
    return new QueryOptions(0, new QueryControl());
  }
}
