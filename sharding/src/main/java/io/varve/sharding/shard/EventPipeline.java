package io.varve.sharding.shard;

import io.varve.persistence.event.Event;
import io.varve.persistence.event.EventCodec;
import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.pekko.LogEvent;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The events on their way to the log, and what follows when the log refuses one: nothing behind it
 * is stored either, so everything that is not durable is undone, once. Single-threaded.
 */
final class EventPipeline {
  /** Whom to tell when the log refuses an event. */
  interface Refused {
    void because(String reason);
  }

  private final Judge judge;
  private final BiConsumer<LogEvent, Consumer<LogEvent>> persist;
  private final LongAdder durableEvents;
  private final EventCodec codec = new EventCodec();

  /** An event that the log has not answered yet. */
  private record UnderWay(Event event, Refused refused) {}

  private final Map<LogEvent, UnderWay> underWay = new HashMap<>();

  /** Rises when the log has refused and everything under way is undone. */
  private long number = 1;

  /**
   * Creates a pipeline.
   *
   * @param persist appends an event to the log behind all others, and hands it back once durable
   * @param durableEvents counts those
   */
  EventPipeline(
      Judge judge, BiConsumer<LogEvent, Consumer<LogEvent>> persist, LongAdder durableEvents) {
    this.judge = judge;
    this.persist = persist;
    this.durableEvents = durableEvents;
  }

  /** Sends an event to the log; exactly one of the two is called, unless the shard stops. */
  void send(Event event, Refused refused, Consumer<LogEvent> durable) {
    LogEvent toWrite = LogEvent.toWrite(codec.encode(event), number);
    underWay.put(toWrite, new UnderWay(event, refused));
    persist.accept(
        toWrite,
        logged -> {
          if (!logged.equals(toWrite)) {
            throw new IllegalStateException("the journal has answered events out of order");
          }
          underWay.remove(logged);
          durableEvents.increment();
          durable.accept(logged);
          judge.applied(event);
        });
  }

  /** The log has refused an event, and refuses all that were sent behind it. */
  void refused(LogEvent event, String reason) {
    if (event.pipeline() == number) {
      number++;
      judge.rollback();
    }
    UnderWay gone = underWay.remove(event);
    if (gone != null) {
      gone.refused().because(reason);
    }
  }

  /** Series that will have samples once the log answers. */
  IntSet seriesUnderWay() {
    IntSet refs = new IntOpenHashSet();
    for (UnderWay u : underWay.values()) {
      if (u.event() instanceof Event.Samples samples) {
        SampleColumns columns = samples.columns();
        for (int i = 0; i < columns.seriesCount(); i++) {
          refs.add(columns.ref(i));
        }
      }
    }
    return refs;
  }

  /** How often events have been undone, from 1. */
  long number() {
    return number;
  }
}
