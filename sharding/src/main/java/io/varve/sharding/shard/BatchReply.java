package io.varve.sharding.shard;

import io.varve.persistence.event.BatchId;
import java.util.List;

/** A shard's answer to a {@link WriteBatch}. */
public sealed interface BatchReply {
  BatchId id();

  int shard();

  /**
   * Everything that was not refused is durable and applied.
   *
   * @param epoch the owner's epoch, to which the references belong
   * @param refs reference of each series of the batch, by index; 0 where it was refused. Empty when
   *     all were named by their references and none was refused
   * @param unknown indices of series whose reference the shard does not know; they are to be sent
   *     again with labels
   * @param parts by request
   */
  record Applied(
      BatchId id, int shard, long epoch, int[] refs, int[] unknown, List<PartResult> parts)
      implements BatchReply {}

  /** Nothing of the batch is stored; it may be sent again later. */
  record Unavailable(BatchId id, int shard, String reason) implements BatchReply {}
}
