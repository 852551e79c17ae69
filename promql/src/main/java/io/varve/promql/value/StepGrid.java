package io.varve.promql.value;

/**
 * The times at which an expression is evaluated: {@code start}, {@code start + step}, and so on.
 *
 * @param start the first time, ms since 1970
 * @param step the time between two, ms; positive, even where there is one time only
 * @param count how many times, perhaps none
 */
public record StepGrid(long start, long step, int count) {
  /** Validates. */
  public StepGrid {
    if (step <= 0 || count < 0) {
      throw new IllegalArgumentException("not a grid: step %d, count %d".formatted(step, count));
    }
  }

  /**
   * Returns the grid from a time to another, both inclusive; empty if the end comes first.
   *
   * @throws QueryException if there are more steps than an array can hold
   */
  public static StepGrid between(long start, long end, long step) {
    if (end < start) {
      return new StepGrid(start, step, 0);
    }
    long count = (end - start) / step + 1;
    if (count > Integer.MAX_VALUE - 64) {
      throw QueryException.limit("query has too many steps: " + count);
    }
    return new StepGrid(start, step, (int) count);
  }

  /** Returns the time of a step, ms. */
  public long time(int i) {
    return start + i * step;
  }

  /** Returns the time of the last step, ms; before {@link #start} where there is none. */
  public long end() {
    return time(count - 1);
  }

  /** Returns whether there is exactly one step, as in an instant query. */
  public boolean isInstant() {
    return count == 1;
  }
}
