package io.varve.sharding.routing;

import io.varve.sharding.shard.BatchReply;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** The router's ear and clock: shards answer to it, and it ticks. */
public final class RouterActor extends AbstractBehavior<Object> {
  /** Gives the actor its router, which could not be made before the actor was. */
  public record Attach(Router router) {}

  private record Tick() {}

  private static final Duration TICK = Duration.ofMillis(100);

  private @Nullable Router router;

  private RouterActor(ActorContext<Object> context) {
    super(context);
  }

  /** The behavior; it takes {@link Attach} first and {@link BatchReply} from then on. */
  public static Behavior<Object> create() {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerAtFixedRate(new Tick(), TICK);
                  return new RouterActor(context);
                }));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::receive).build();
  }

  private Behavior<Object> receive(Object message) {
    Router attached = router;
    switch (message) {
      case Attach attach -> router = attach.router();
      case BatchReply reply when attached != null -> attached.answer(reply);
      case Tick _ when attached != null -> attached.tick();
      default -> {}
    }
    return this;
  }
}
