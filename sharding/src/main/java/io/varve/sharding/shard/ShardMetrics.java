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
  final LongAdder headChunkBytes = new LongAdder();
  final LongAdder checkpointBytes = new LongAdder();
  final LongAdder blockBytes = new LongAdder();

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

  /** Checkpoints that were committed. */
  public long checkpoints() {
    return checkpoints.sum();
  }

  /** Bytes of sealed chunks that a checkpoint made durable. */
  public long headChunkBytes() {
    return headChunkBytes.sum();
  }

  /** Bytes of checkpoints that were put into the store, their label objects included. */
  public long checkpointBytes() {
    return checkpointBytes.sum();
  }

  /** Bytes of blocks that were written from the head and committed. */
  public long blockBytes() {
    return blockBytes.sum();
  }

  /** Blocks written from the head. */
  public long blocks() {
    return blocks.sum();
  }
}
