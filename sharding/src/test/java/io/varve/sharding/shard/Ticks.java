package io.varve.sharding.shard;

import org.apache.pekko.actor.ActorRef;

/** Lets a test say when a shard looks at the clock. */
public final class Ticks {
  private Ticks() {}

  /** Makes the shard do what it does twice a second. */
  public static void tick(ShardHandle shard) {
    shard.actor().tell(ShardActor.Tick.INSTANCE, ActorRef.noSender());
  }
}
