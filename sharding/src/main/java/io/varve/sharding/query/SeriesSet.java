package io.varve.sharding.query;

import io.varve.model.Labels;

/**
 * Series in the order of their labels, each label set once, each series with at least one sample.
 * It begins before the first series.
 *
 * <p>Not thread-safe, but may be handed from thread to thread. {@link #next} and the samples may
 * block; both fail with a {@link io.varve.model.VarveException}, and the set can then only be
 * closed.
 */
public interface SeriesSet extends AutoCloseable {
  /** Moves to the next series; false at the end, and from then on. */
  boolean next();

  /** Returns the labels of the present series. */
  Labels labels();

  /**
   * Returns the samples of the present series, from before the first one, in rising order of time
   * and inside the range selected. Valid until the next call of {@link #next} or {@link #close}.
   */
  SampleCursor samples();

  /** Gives back what the set holds; to be called once, at the end or before. */
  @Override
  void close();
}
