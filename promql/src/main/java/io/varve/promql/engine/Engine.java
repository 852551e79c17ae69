package io.varve.promql.engine;

import io.varve.promql.exec.MemoryPool;
import io.varve.promql.storage.QueryStorage;
import io.varve.promql.value.QueryException;
import java.util.concurrent.Executor;

/** Evaluates queries. Thread-safe. */
public final class Engine {
  private final EngineSettings settings;
  private final MemoryPool pool;
  private final Executor executor;

  /**
   * Makes an engine.
   *
   * @param pool what all queries of the node hold at most
   * @param executor runs the fragments of a query on all shards at a time; may block
   */
  public Engine(EngineSettings settings, MemoryPool pool, Executor executor) {
    this.settings = settings;
    this.pool = pool;
    this.executor = executor;
  }

  /**
   * Evaluates a query at one time. Blocks; what is left to do, reading the answer does.
   *
   * @param time ms since 1970
   * @throws io.varve.model.VarveException if the text is not a query
   * @throws QueryException if the query fails
   */
  public QueryResult instant(QueryStorage storage, String query, long time, QueryOptions options) {
    throw QueryException.unsupported("evaluation by " + settings + pool + executor);
  }

  /**
   * Evaluates a query at each step from start to end, both inclusive; the answer is a {@link
   * QueryResult.Matrix}. Blocks.
   *
   * @param start ms since 1970
   * @param end ms since 1970
   * @param step ms, positive
   * @throws io.varve.model.VarveException if the text is not a query
   * @throws QueryException if the query fails, or is of a type that has no range
   */
  public QueryResult range(
      QueryStorage storage, String query, long start, long end, long step, QueryOptions options) {
    throw QueryException.unsupported("evaluation by " + settings + pool + executor);
  }
}
