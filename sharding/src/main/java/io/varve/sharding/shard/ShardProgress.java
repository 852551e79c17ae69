package io.varve.sharding.shard;

import org.jspecify.annotations.Nullable;

/** What work that a shard began elsewhere reports back; each is a turn of the shard's. */
sealed interface ShardProgress {
  /** Every series has ended the windows of a cut. */
  record WindowsFrozen(Cut cut, FrozenChunks chunks) implements ShardProgress {}

  /** The block of a cut is committed. */
  record BlockSaved(Cut cut) implements ShardProgress {}

  /** It is not, and the samples are in the head still. */
  record BlockFailed(Cut cut, Throwable error) implements ShardProgress {}

  /** Every series has given its part of a checkpoint. */
  record Gathered(CheckpointImage image) implements ShardProgress {}

  /** The checkpoint is committed, or is not. */
  record CheckpointEnded(@Nullable Throwable error) implements ShardProgress {}
}
