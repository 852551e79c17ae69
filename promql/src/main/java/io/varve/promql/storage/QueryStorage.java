package io.varve.promql.storage;

import io.varve.model.LabelMatcher;
import java.util.List;

/** The series of one tenant. Thread-safe. */
public interface QueryStorage {
  /** Returns the number of shards, which is the same for all of a query. */
  int shards();

  /**
   * Finds the series of a shard that match and have samples in a range of time. Blocks.
   *
   * @param shard from 0 to {@link #shards} exclusive
   * @param matchers all of which must match; the name among them as {@code __name__}
   * @param minT the first time of interest, ms, inclusive
   * @param maxT the last time of interest, ms, inclusive
   * @return the series; a series without samples in the range may be among them or not
   * @throws io.varve.model.VarveException if the shard cannot answer
   */
  ShardSeries select(int shard, List<LabelMatcher> matchers, long minT, long maxT);
}
