package io.varve.promql.storage;

import io.varve.model.Labels;
import io.varve.promql.value.SeriesSamples;

/**
 * Series of one shard that match a selector. What it reads does not change until it is closed. Not
 * thread-safe.
 */
public interface ShardSeries extends AutoCloseable {
  /** Returns the number of series. */
  int size();

  /**
   * Returns the labels of a series. They are distinct and rise in the order of {@link
   * Labels#compareTo}.
   */
  Labels labels(int i);

  /**
   * Reads the samples of a series within the selector's range of time, stale markers among them.
   * Each series is read at most once and in rising order; some may be left out. May block.
   *
   * @param into emptied first, and filled in rising order of time
   */
  void samples(int i, SeriesSamples into);

  @Override
  void close();
}
