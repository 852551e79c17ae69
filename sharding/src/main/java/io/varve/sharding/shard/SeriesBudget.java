package io.varve.sharding.shard;

import java.util.concurrent.atomic.AtomicLong;

/** How many series the node may hold in memory, shared by its shards. Thread-safe. */
public final class SeriesBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /**
   * Creates a budget.
   *
   * @param limit series at the most
   */
  public SeriesBudget(long limit) {
    this.limit = limit;
  }

  /** Takes one place if there is one. */
  boolean tryTake() {
    if (used.incrementAndGet() <= limit) {
      return true;
    }
    used.decrementAndGet();
    return false;
  }

  /** Takes a place for a series that exists already: what the log holds is never refused. */
  void take() {
    used.incrementAndGet();
  }

  void giveBack(long series) {
    used.addAndGet(-series);
  }

  public long limit() {
    return limit;
  }

  public long used() {
    return used.get();
  }
}
