package io.varve.sharding.shard;

import io.varve.persistence.pekko.LogEvent;
import java.util.function.Consumer;

/**
 * What a {@link ShardCore} needs of whoever gives it its turns: the shard's actor. All but {@link
 * #report} is called in a turn.
 */
interface ShardShell {
  /**
   * Appends an event to the shard's log, behind all before. Once it is durable the second argument
   * is called, in a later turn and in the order of appending; if the log refuses, {@link
   * ShardCore#refused} is.
   */
  void persist(LogEvent event, Consumer<LogEvent> durable);

  /** Runs an action in a turn once everything appended before is durable or refused. */
  void afterPersisted(Runnable action);

  /** Makes this the subject of a later turn. Thread-safe. */
  void report(ShardProgress progress);

  /** Stops the shard, to be started anew from its log. */
  void stop(String why);
}
