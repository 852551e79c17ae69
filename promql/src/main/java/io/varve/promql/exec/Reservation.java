package io.varve.promql.exec;

/** What one operator holds of a query's budget. Not thread-safe. */
public final class Reservation implements AutoCloseable {
  private final MemoryBudget budget;
  private long held;

  /** Makes a reservation of nothing. */
  public Reservation(MemoryBudget budget) {
    this.budget = budget;
  }

  /**
   * Reserves more bytes.
   *
   * @throws io.varve.promql.value.QueryException as {@link MemoryBudget} does
   */
  public void grow(long bytes) {
    budget.reserve(bytes);
    held += bytes;
  }

  /** Reserves what is missing to so many bytes in all. */
  void atLeast(long bytes) {
    if (bytes > held) {
      grow(bytes - held);
    }
  }

  /** Gives bytes back. */
  public void shrink(long bytes) {
    held -= bytes;
    budget.release(bytes);
  }

  @Override
  public void close() {
    budget.release(held);
    held = 0;
  }
}
