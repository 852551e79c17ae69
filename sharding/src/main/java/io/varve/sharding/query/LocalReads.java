package io.varve.sharding.query;

import io.varve.sharding.shard.LocalShards;
import java.util.concurrent.Executor;

/**
 * Reads from the shards of this node.
 *
 * @param samples for those that want raw samples
 * @param queries for queries
 */
public record LocalReads(SampleSource samples, QuerySource queries) {
  /**
   * Creates both.
   *
   * @param shards N; each must answer
   * @param query runs matching and reading, but for what a query of PromQL reads
   */
  public static LocalReads of(
      int shards, LocalShards localShards, OpenBlocks blocks, Executor query) {
    ShardViews views = new ShardViews(localShards, blocks);
    return new LocalReads(
        new ShardedSamples(shards, views, query), new ShardedQueries(shards, views, query));
  }
}
