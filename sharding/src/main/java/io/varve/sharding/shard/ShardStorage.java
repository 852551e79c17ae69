package io.varve.sharding.shard;

import io.varve.model.TenantId;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.manifest.Pin;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a shard's actor needs of the disk and the store. Nothing here blocks; stages complete on
 * other threads. Thread-safe.
 */
interface ShardStorage {
  /**
   * Writes a checkpoint and commits the manifest that names it.
   *
   * <p>Completes when replay begins behind it. A failure leaves everything as it was.
   */
  CompletionStage<Void> save(CheckpointImage image);

  /**
   * Builds a block of windows that were cut together, and commits the manifest that names it.
   *
   * @param sequenceNr of the cut
   * @param chunks where the windows' samples lie, in the order of {@code windows}
   */
  CompletionStage<Void> save(
      TenantId tenant, List<WindowId> windows, long sequenceNr, FrozenChunks chunks);

  /**
   * Retires the head segments that hold nothing of these windows; the next checkpoint leaves them
   * out. Called while no other window exists.
   *
   * @param live by {@link io.varve.persistence.head.WindowKey}
   */
  List<Integer> retireSegments(LongSet live);

  /** The newest committed manifest; its blocks stay until it is released. */
  Pin pinManifest();

  /** What is in the head's files now; it stays until it is released. */
  io.varve.persistence.head.Pin pinHead();

  /**
   * Why samples must not be taken at present: what fills the head's files stays in memory, since
   * they cannot be written. Empty when nothing is wrong.
   */
  Optional<String> obstacle();

  /** Tries again, soon, what {@link #obstacle} tells of. */
  void mend();

  /**
   * Whether nothing can be made durable any more, so that the shard must start anew from its log.
   */
  boolean isLost();

  /** A turn of the clock: retention, sweeping, head segments that nobody needs. */
  void maintain();
}
