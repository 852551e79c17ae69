package io.varve.sharding.shard;

import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.slf4j.Logger;

/**
 * What a shard's actor is given: its state as of the newest checkpoint, and what it shares with the
 * node.
 *
 * @param epoch of the claim
 * @param checkpointPermits how many checkpoints the node takes at once
 * @param whenReady called once everything in the log is applied
 */
record ShardContext(
    ShardState state,
    long epoch,
    SeriesApplier applier,
    ShardStorage storage,
    ActorCommit commit,
    ShardSettings settings,
    SeriesBudget seriesBudget,
    InstantSource clock,
    Semaphore checkpointPermits,
    ShardMetrics metrics,
    Logger log,
    Consumer<ActorRef> whenReady) {

  static ShardContext of(
      LoadedShard loaded, ShardEnvironment environment, Logger log, Consumer<ActorRef> whenReady) {
    return new ShardContext(
        loaded.state(),
        loaded.log().epoch(),
        loaded.applier(),
        loaded.storage(),
        loaded.commit(),
        environment.settings(),
        environment.seriesBudget(),
        environment.clock(),
        environment.checkpointPermits(),
        environment.metrics(),
        log,
        whenReady);
  }
}
