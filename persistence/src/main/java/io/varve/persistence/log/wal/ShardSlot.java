package io.varve.persistence.log.wal;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the running log knows of one shard. All fields but the lock of commits are guarded by the
 * log's lock.
 */
final class ShardSlot {
  final int shard;
  final ShardIndex index;
  final ShardManifests manifests;

  /** Held while a manifest is written, and while a claim reads what was written. */
  final ReentrantLock commits = new ReentrantLock();

  private final @Nullable BadPlace stopped;

  /** Of the present owner, whose claim may not be durable yet. */
  long epoch;

  /** The number that the next accepted record must have. */
  long next;

  /** An append was refused and its numbers have not been used anew. */
  boolean refused;

  /** Appends and claims whose stages are not completed. */
  int open;

  /** Epoch of the last durable claim. */
  long durableEpoch;

  /** Number of the last durable record. */
  long durable;

  ShardSlot(int shard, ShardIndex index, long epoch, ShardManifests manifests) {
    this(shard, index, epoch, manifests, null);
  }

  private ShardSlot(
      int shard,
      ShardIndex index,
      long epoch,
      ShardManifests manifests,
      @Nullable BadPlace stopped) {
    this.shard = shard;
    this.index = index;
    this.manifests = manifests;
    this.epoch = epoch;
    this.durableEpoch = epoch;
    this.durable = index.last();
    this.next = durable + 1;
    this.stopped = stopped;
  }

  /** A shard that may not be claimed. */
  static ShardSlot stopped(int shard, BadPlace place) {
    return new ShardSlot(shard, new ShardIndex(), 0, new ShardManifests(), place);
  }

  Optional<BadPlace> stopped() {
    return Optional.ofNullable(stopped);
  }

  ShardPosition position() {
    return new ShardPosition(shard, durableEpoch, durable);
  }

  /** Takes back everything that was accepted and is not durable. */
  void rollBack() {
    next = durable + 1;
    refused = true;
  }
}
