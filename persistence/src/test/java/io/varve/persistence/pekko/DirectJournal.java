package io.varve.persistence.pekko;

import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.ShardLog;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the journal plugin does with a write, without Pekko around it. */
public final class DirectJournal {
  private final LogAppender appender;

  public DirectJournal(ShardLog log) {
    appender = new LogAppender(log);
  }

  /** Appends what one write of the actor consists of. */
  public CompletionStage<AppendResult> append(List<LogEvent> events) {
    return appender.append(events);
  }
}
