package io.varve.sharding.shard;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Carries commands to the series of a shard: each series gets them in the order in which they were
 * given here. Used by the shard in its turns only.
 */
interface SeriesExecutor {
  /**
   * Gives samples to a series.
   *
   * @throws IllegalStateException if the shard has no such series
   */
  void append(int ref, SeriesCommand.Append command);

  /** Does something else to a series, if the shard has it. */
  void run(int ref, SeriesCommand command);

  /** Sets the clock that {@link #parkIdle} goes by; ms since the Unix epoch. */
  void clock(long now);

  /** Takes back what series occupy that had no samples for so long. */
  void parkIdle(Duration idle);

  /**
   * Of these series, those whose state the shard itself holds, that have no window, and whose last
   * sample is older than a time (ms since the Unix epoch).
   */
  IntStream removable(int[] refs, long before);
}
