package io.varve.sharding;

import io.varve.sharding.shard.ShardGuardian;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;

/** One entity a shard: the entity's id is the shard's number, and so is Pekko's shard id. */
final class ShardNumbers
    extends ShardingMessageExtractor<
        ShardingEnvelope<ShardGuardian.Message>, ShardGuardian.Message> {
  private final int shards;

  ShardNumbers(int shards) {
    this.shards = shards;
  }

  @Override
  public String entityId(ShardingEnvelope<ShardGuardian.Message> envelope) {
    return envelope.entityId();
  }

  @Override
  public String shardId(String entityId) {
    int shard = Integer.parseInt(entityId);
    if (shard < 0 || shard >= shards) {
      throw new IllegalArgumentException("shard " + entityId + " of " + shards);
    }
    return entityId;
  }

  @Override
  public ShardGuardian.Message unwrapMessage(ShardingEnvelope<ShardGuardian.Message> envelope) {
    return envelope.message();
  }
}
