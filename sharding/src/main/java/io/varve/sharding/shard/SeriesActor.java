package io.varve.sharding.shard;

import io.varve.persistence.head.MemSeries;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.jspecify.annotations.Nullable;

/**
 * One active series: it borrows the series' state from the shard and does to it what the shard
 * says, in the shard's order.
 *
 * <p>Classic, anonymous and lean, since there may be a million of them. It never stops itself; it
 * gives the state back as its last word and is stopped by its parent. A failure here stops the
 * whole shard: a series restarted empty would be data lost in silence.
 */
final class SeriesActor extends UntypedAbstractActor {
  /**
   * Shared by all of them: what an actor keeps of its own costs 170 bytes and a look at a class.
   */
  static final Props PROPS =
      Props.create(SeriesActor.class, SeriesActor::new)
          .withDispatcher(ShardDispatchers.INGEST)
          .withMailbox(ShardDispatchers.SERIES_MAILBOX);

  /** The first message: lends the actor its series. */
  record Adopt(MemSeries series) {}

  /** Asks the actor for the series' state; nothing is sent to it afterwards. */
  enum Park {
    INSTANCE
  }

  /** The actor's last word. */
  record Parked(MemSeries series) {}

  private @Nullable MemSeries series;

  private SeriesActor() {}

  @Override
  public void onReceive(Object message) {
    switch (message) {
      // By far the most; named apart from the others, its call needs no table.
      case SeriesCommand.Append append -> append.run(adopted());
      case SeriesCommand command -> command.run(adopted());
      case Adopt(MemSeries lent) -> series = lent;
      case Park _ -> getSender().tell(new Parked(adopted()), getSelf());
      default -> unhandled(message);
    }
  }

  private MemSeries adopted() {
    MemSeries lent = series;
    if (lent == null) {
      throw new IllegalStateException("a series' actor was told something before its series");
    }
    return lent;
  }
}
