package io.varve.persistence.pekko;

import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.LogRecord;
import io.varve.persistence.log.ShardLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Numbers one shard's events and hands them to its log.
 *
 * <p>What follows a refused event is refused without asking the log, until the shard says (by a
 * higher pipeline) that it has undone everything it had sent: later events may speak of series that
 * only the refused one would have created. Thread-safe.
 */
final class LogAppender {
  private final ShardLog log;
  private final Object lock = new Object();
  private long nextSequenceNr;
  private long pipeline;
  private boolean refusing;

  LogAppender(ShardLog log) {
    this.log = log;
    this.nextSequenceNr = log.highestSequenceNr() + 1;
  }

  ShardLog log() {
    return log;
  }

  /** Appends what one write of the actor consists of: all of it, or nothing. */
  CompletionStage<AppendResult> append(List<LogEvent> events) {
    synchronized (lock) {
      long newest = events.getLast().pipeline();
      if (newest > pipeline) {
        pipeline = newest;
        refusing = false;
        nextSequenceNr = log.highestSequenceNr() + 1;
      }
      // A write that began before the shard undid what it had sent, and went on after: all of it
      // is refused, and the shard starts over once more.
      refusing |= newest == pipeline && events.getFirst().pipeline() < newest;
      if (refusing || newest < pipeline) {
        return CompletableFuture.completedStage(
            new AppendResult.Refused("an event before this one could not be stored"));
      }
      List<LogRecord> records = new ArrayList<>(events.size());
      for (LogEvent e : events) {
        e.numbered(nextSequenceNr);
        records.add(new LogRecord(nextSequenceNr++, e.bytes()));
      }
      return log.append(records).thenApply(result -> note(result, newest));
    }
  }

  private AppendResult note(AppendResult result, long ofPipeline) {
    if (result instanceof AppendResult.Refused) {
      synchronized (lock) {
        refusing |= pipeline == ofPipeline;
      }
    }
    return result;
  }
}
