package io.varve.promql.exec;

import io.varve.model.ErrorCode;
import io.varve.promql.value.QueryException;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes that one query may hold; drawn from the node's pool. Thread-safe. */
public final class MemoryBudget implements AutoCloseable {
  private final MemoryPool pool;
  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  /**
   * Makes a budget.
   *
   * @param limit in bytes
   */
  public MemoryBudget(MemoryPool pool, long limit) {
    this.pool = pool;
    this.limit = limit;
  }

  /**
   * Takes bytes.
   *
   * @throws QueryException if the query exceeds its own budget; or with {@link
   *     ErrorCode#QUERY_MEMORY} if the node's pool is empty
   */
  void reserve(long bytes) {
    long now = held.addAndGet(bytes);
    if (now > limit) {
      held.addAndGet(-bytes);
      throw QueryException.limit(
          ("query needs more memory than the %d bytes that one query may use, "
                  + "see varve.query.max-memory and varve.query.heap-fraction")
              .formatted(limit));
    }
    if (!pool.reserve(bytes)) {
      held.addAndGet(-bytes);
      throw new QueryException(
          ErrorCode.QUERY_MEMORY, "the memory of all queries together is used up");
    }
    peak.accumulateAndGet(now, Math::max);
  }

  /** Gives bytes back. */
  void release(long bytes) {
    // In this order, lest a query that is alone finds less in the pool than its own limit.
    pool.release(bytes);
    held.addAndGet(-bytes);
  }

  /** Returns the most bytes that were held at one time. */
  public long peakBytes() {
    return peak.get();
  }

  /** Gives everything back that is still held. */
  @Override
  public void close() {
    pool.release(held.getAndSet(0));
  }
}
