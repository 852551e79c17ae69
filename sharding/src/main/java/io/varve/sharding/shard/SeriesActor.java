package io.varve.sharding.shard;

import io.varve.persistence.head.MemSeries;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/**
 * One active series: it borrows the series' state from the shard and does to it what the shard
 * says, in the shard's order.
 *
 * <p>Classic, anonymous and lean, since there may be a million of them. It never stops itself; it
 * gives the state back as its last word and is stopped by its parent. A failure here stops the
 * whole shard: a series restarted empty would be data lost in silence.
 */
final class SeriesActor extends UntypedAbstractActor {
  /** Asks the actor for the series' state; nothing is sent to it afterwards. */
  enum Park {
    INSTANCE
  }

  /** The actor's last word. */
  record Parked(MemSeries series) {}

  private final MemSeries series;

  private SeriesActor(MemSeries series) {
    this.series = series;
  }

  static Props create(MemSeries series) {
    return Props.create(SeriesActor.class, () -> new SeriesActor(series))
        .withDispatcher(ShardDispatchers.INGEST)
        .withMailbox(ShardDispatchers.SERIES_MAILBOX);
  }

  @Override
  public void onReceive(Object message) {
    switch (message) {
      case SeriesCommand command -> command.run(series);
      case Park _ -> getSender().tell(new Parked(series), getSelf());
      default -> unhandled(message);
    }
  }
}
