package io.varve.sharding.shard;

import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.pekko.DirectJournal;
import io.varve.persistence.pekko.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes events as a persistent actor does: one write at a time, what comes meanwhile together in
 * the next one, each answer a turn of its own.
 */
final class SimulatedJournal {
  private sealed interface Entry {
    record Persisted(LogEvent event, Consumer<LogEvent> durable) implements Entry {}

    record Deferred(Runnable action) implements Entry {}
  }

  private final DirectJournal journal;
  private final Queue<Runnable> mailbox;
  private final BiConsumer<LogEvent, String> refused;
  private List<Entry> batch = new ArrayList<>();
  private boolean writing;

  /** Entries that were not answered yet. */
  private int open;

  SimulatedJournal(ShardLog log, Queue<Runnable> mailbox, BiConsumer<LogEvent, String> refused) {
    this.journal = new DirectJournal(log);
    this.mailbox = mailbox;
    this.refused = refused;
  }

  void persist(LogEvent event, Consumer<LogEvent> durable) {
    open++;
    batch.add(new Entry.Persisted(event, durable));
  }

  void defer(Runnable action) {
    if (open == 0) {
      action.run();
    } else {
      open++;
      batch.add(new Entry.Deferred(action));
    }
  }

  boolean isIdle() {
    return open == 0;
  }

  /** Called at the end of each turn. */
  void flush() {
    if (writing || batch.isEmpty()) {
      return;
    }
    List<Entry> write = batch;
    batch = new ArrayList<>();
    List<LogEvent> events = new ArrayList<>();
    for (Entry e : write) {
      if (e instanceof Entry.Persisted(LogEvent event, _)) {
        events.add(event);
      }
    }
    if (events.isEmpty()) {
      answer(write, new AppendResult.Durable());
      return;
    }
    writing = true;
    journal
        .append(events)
        .whenComplete(
            (result, error) -> {
              if (error != null) {
                throw new AssertionError("an append failed", error);
              }
              mailbox.add(() -> writing = false);
              answer(write, result);
            });
  }

  private void answer(List<Entry> write, AppendResult result) {
    for (Entry entry : write) {
      mailbox.add(
          () -> {
            open--;
            answer(entry, result);
          });
    }
  }

  private void answer(Entry entry, AppendResult result) {
    switch (entry) {
      case Entry.Deferred(Runnable action) -> action.run();
      case Entry.Persisted(LogEvent event, Consumer<LogEvent> durable) -> {
        switch (result) {
          case AppendResult.Durable _ -> durable.accept(event);
          case AppendResult.Refused(String reason) -> refused.accept(event, reason);
          case AppendResult.Fenced(long epoch) ->
              throw new IllegalStateException("fenced by epoch " + epoch);
        }
      }
    }
  }
}
