package io.varve.sharding.shard;

import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;

/**
 * What a shard is given: its state as of the newest checkpoint, and what it shares with the node.
 *
 * @param epoch of the claim
 * @param checkpointPermits how many checkpoints the node takes at once
 */
record ShardContext(
    ShardState state,
    long epoch,
    SeriesApplier applier,
    ShardStorage storage,
    ShardCommits commits,
    OpenReplies replies,
    ShardSettings settings,
    SeriesBudget seriesBudget,
    InstantSource clock,
    Semaphore checkpointPermits,
    ShardMetrics metrics,
    Logger log) {

  static ShardContext of(LoadedShard loaded, ShardEnvironment environment, Logger log) {
    return new ShardContext(
        loaded.state(),
        loaded.log().epoch(),
        loaded.applier(),
        loaded.storage(),
        loaded.commits(),
        loaded.replies(),
        environment.settings(),
        environment.seriesBudget(),
        environment.clock(),
        environment.checkpointPermits(),
        environment.metrics(),
        log);
  }
}
