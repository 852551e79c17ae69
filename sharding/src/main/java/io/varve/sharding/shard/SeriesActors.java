package io.varve.sharding.shard;

import io.varve.persistence.head.MemSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorContext;
import org.apache.pekko.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Which series of a shard have an actor, and the rules by which they get one and give it back.
 *
 * <p>Only the shard's own actor uses this, so commands to a series leave in one order. While a
 * series is giving its actor back, commands for it wait here and follow to its next actor.
 */
final class SeriesActors implements SeriesExecutor {
  private static final class Slot {
    private final ActorRef actor;
    private int usedAt;
    private @Nullable List<SeriesCommand> waiting;

    private Slot(ActorRef actor) {
      this.actor = actor;
    }
  }

  private final ShardState state;
  private final ActorContext context;
  private final LongAdder messages;
  private final LongAdder live;
  private final RefTable<Slot> slots = new RefTable<>();

  /** The shard's clock in seconds; a slot remembers when its last samples came. */
  private int clock;

  SeriesActors(ShardState state, ActorContext context, LongAdder live, LongAdder messages) {
    this.state = state;
    this.context = context;
    this.live = live;
    this.messages = messages;
  }

  int size() {
    return slots.size();
  }

  /** Sends samples to a series, which becomes active if it was not. */
  @Override
  public void append(int ref, SeriesCommand.Append command) {
    Slot slot = slots.get(ref);
    if (slot == null) {
      slot = activate(ref);
    }
    slot.usedAt = clock;
    send(slot, command);
  }

  /** Does something to a series without waking it: here and now if it is parked. */
  @Override
  public void run(int ref, SeriesCommand command) {
    Slot slot = slots.get(ref);
    if (slot != null) {
      send(slot, command);
      return;
    }
    MemSeries parked = state.get(ref);
    if (parked != null) {
      command.run(parked);
    }
  }

  private Slot activate(int ref) {
    MemSeries series = state.get(ref);
    if (series == null) {
      throw new IllegalStateException("series " + ref + " of an admitted event is not there");
    }
    ActorRef actor = context.actorOf(SeriesActor.PROPS);
    actor.tell(new SeriesActor.Adopt(series), context.self());
    Slot slot = new Slot(actor);
    slots.put(ref, slot);
    live.increment();
    return slot;
  }

  private void send(Slot slot, SeriesCommand command) {
    if (slot.waiting != null) {
      slot.waiting.add(command);
    } else {
      messages.increment();
      slot.actor.tell(command, context.self());
    }
  }

  @Override
  public void clock(long now) {
    clock = (int) (now / 1000);
  }

  /** Asks series that had no samples for so long for their state. */
  @Override
  public void parkIdle(Duration idle) {
    slots.forEach(
        (slot, _) -> {
          if (slot.waiting == null && clock - slot.usedAt >= idle.toSeconds()) {
            slot.waiting = new ArrayList<>(0);
            slot.actor.tell(SeriesActor.Park.INSTANCE, context.self());
          }
        });
  }

  /** A series' state has come back; the commands that came meanwhile follow. */
  void parked(MemSeries series, ActorRef actor) {
    Slot slot = slots.remove(series.ref());
    if (slot == null || slot.waiting == null || !slot.actor.equals(actor)) {
      throw new IllegalStateException("series " + series.ref() + " was not asked to park");
    }
    context.stop(actor);
    live.decrement();
    for (SeriesCommand command : slot.waiting) {
      if (command instanceof SeriesCommand.Append append) {
        append(series.ref(), append);
      } else {
        run(series.ref(), command);
      }
    }
  }

  @Override
  public IntStream removable(int[] refs, long before) {
    return IntStream.of(refs)
        .filter(
            ref -> {
              MemSeries parked = slots.get(ref) != null ? null : state.get(ref);
              return parked != null && parked.isEmpty() && parked.lastAppendT() < before;
            });
  }

  /** The shard stops; its actors go with it. */
  void stopped() {
    live.add(-slots.size());
  }
}
