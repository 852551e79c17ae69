package io.varve.promql.gather;

/** Evaluates fragments on single shards, wherever these are. Thread-safe. */
public interface FragmentRunner {
  /** Returns the number of shards, which is the same for all of a query. */
  int shards();

  /**
   * Begins to evaluate a fragment. May block, and must not wait for another shard's answer to be
   * read.
   *
   * @param shard from 0 to {@link #shards} exclusive
   * @return the answer, not opened; the caller closes it
   * @throws io.varve.model.VarveException if the shard cannot answer
   */
  ShardAnswer run(int shard, FragmentRequest request);
}
