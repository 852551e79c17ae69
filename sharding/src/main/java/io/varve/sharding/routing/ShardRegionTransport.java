package io.varve.sharding.routing;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.persistence.event.BatchId;
import io.varve.persistence.event.SampleColumns;
import io.varve.sharding.shard.ShardGuardian;
import io.varve.sharding.shard.WriteBatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.jspecify.annotations.Nullable;

/** Sends batches through Cluster Sharding's region, which knows where each shard lives. */
public final class ShardRegionTransport implements ShardTransport {
  private final ActorRef<ShardingEnvelope<ShardGuardian.Message>> region;
  private final org.apache.pekko.actor.ActorRef replies;

  /**
   * Creates a transport.
   *
   * @param replies hears the shards' answers
   */
  public ShardRegionTransport(
      ActorRef<ShardingEnvelope<ShardGuardian.Message>> region,
      org.apache.pekko.actor.ActorRef replies) {
    this.region = region;
    this.replies = replies;
  }

  @Override
  public void send(
      int shard,
      BatchId id,
      TenantId tenant,
      long epoch,
      SampleColumns columns,
      @Nullable Labels[] labels,
      int[] partEnds) {
    WriteBatch batch = new WriteBatch(id, tenant, epoch, columns, labels, partEnds, replies);
    region.tell(new ShardingEnvelope<>(Integer.toString(shard), batch));
  }
}
