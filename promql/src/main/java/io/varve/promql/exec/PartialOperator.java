package io.varve.promql.exec;

import io.varve.promql.aggregate.GroupState;
import io.varve.promql.value.SeriesHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Gives the groups of an aggregation with what is known of each, in two phases: those of one shard,
 * or those of all shards merged. Used by one thread, once. May block.
 */
public interface PartialOperator extends AutoCloseable {
  /**
   * Begins, and tells which groups there are, sorted by labels and distinct. Called once, first.
   */
  SeriesHeaders open();

  /** Returns the state of the next group, the caller's to change, or null at the end. */
  @Nullable GroupState next();

  /** Frees what it holds; may be called at any time, and more than once. */
  @Override
  void close();
}
