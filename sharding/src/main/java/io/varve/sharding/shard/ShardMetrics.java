package io.varve.sharding.shard;

import java.util.concurrent.atomic.LongAdder;

/** Counters that a node's shards share; read by the metrics page. Thread-safe. */
public final class ShardMetrics {
  final LongAdder liveSeriesActors = new LongAdder();
  final LongAdder seriesMessages = new LongAdder();
  final LongAdder samples = new LongAdder();
  final LongAdder events = new LongAdder();
  final LongAdder unknownEvents = new LongAdder();
  final LongAdder checkpoints = new LongAdder();
  final LongAdder blocks = new LongAdder();

  /** Series that have an actor now. */
  public long liveSeriesActors() {
    return liveSeriesActors.sum();
  }

  /** Messages sent to series' actors. */
  public long seriesMessages() {
    return seriesMessages.sum();
  }

  /** Samples that were journalled. */
  public long samples() {
    return samples.sum();
  }

  /** Events that were journalled. */
  public long events() {
    return events.sum();
  }

  /** Events of a kind that this release does not know; they stay in the log. */
  public long unknownEvents() {
    return unknownEvents.sum();
  }

  public long checkpoints() {
    return checkpoints.sum();
  }

  /** Blocks written from the head. */
  public long blocks() {
    return blocks.sum();
  }
}
