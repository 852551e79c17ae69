package io.varve.sharding.routing;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.persistence.event.BatchId;
import io.varve.persistence.event.SampleColumns;
import org.jspecify.annotations.Nullable;

/** The way to the shards. Does not block; answers come to {@link Router#answer}. Thread-safe. */
public interface ShardTransport {
  /** Sends a batch; see {@link io.varve.sharding.shard.WriteBatch} for its parts. */
  void send(
      int shard,
      BatchId id,
      TenantId tenant,
      long epoch,
      SampleColumns columns,
      @Nullable Labels[] labels,
      int[] partEnds);
}
