package io.varve.persistence.pekko;

import io.varve.persistence.log.AppendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/**
 * Pekko's journal over the shards' logs.
 *
 * <p>Replay runs on the blocking-io dispatcher and never has more than {@link #REPLAY_AHEAD} events
 * on their way to the actor, because Pekko itself tells them without back-pressure.
 */
public final class ShardJournal extends AsyncWriteJournal {
  /** Configuration path of this plugin. */
  public static final String PLUGIN_ID = "varve.persistence.journal";

  static final String BLOCKING_IO = "varve.dispatchers.blocking-io";
  private static final int REPLAY_AHEAD = 64;

  private final ClaimedLogs logs = ClaimedLogs.get(context().system());
  private final Executor blocking = context().system().dispatchers().lookup(BLOCKING_IO);

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
    List<LogEvent> events = new ArrayList<>();
    String id = "";
    int count = 0;
    for (AtomicWrite write : writes) {
      id = write.persistenceId();
      count++;
      for (PersistentRepr repr : CollectionConverters.asJava(write.payload())) {
        events.add((LogEvent) repr.payload());
      }
    }
    int answers = count;
    LogAppender appender = logs.get(id);
    return FutureConverters.asScala(
        appender.append(events).thenApply(result -> answer(result, answers, appender)));
  }

  private static Iterable<Optional<Exception>> answer(
      AppendResult result, int answers, LogAppender appender) {
    Optional<Exception> each =
        switch (result) {
          case AppendResult.Durable _ -> Optional.empty();
          case AppendResult.Refused refused ->
              Optional.of(new LogRefusedException(refused.reason()));
          case AppendResult.Fenced fenced ->
              throw new FencedException(
                  appender.log().shard(), appender.log().epoch(), fenced.byEpoch());
        };
    List<Optional<Exception>> list = new ArrayList<>(answers);
    for (int i = 0; i < answers; i++) {
      list.add(each);
    }
    return list;
  }

  /** The log truncates itself when a manifest is committed; there is nothing to do on request. */
  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
    return FutureConverters.asScala(CompletableFuture.<Void>completedStage(null));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      long max,
      Consumer<PersistentRepr> replayCallback) {
    CompletionStage<Void> replayed =
        CompletableFuture.runAsync(
            () -> replay(persistenceId, fromSequenceNr, toSequenceNr, max, replayCallback),
            blocking);
    return FutureConverters.asScala(replayed);
  }

  private void replay(
      String persistenceId, long from, long to, long max, Consumer<PersistentRepr> callback) {
    Semaphore ahead = new Semaphore(REPLAY_AHEAD);
    long last = max >= to - from ? to : from + max - 1;
    try {
      logs.get(persistenceId)
          .log()
          .replay(
              from,
              last,
              record -> {
                ahead.acquireUninterruptibly();
                LogEvent event =
                    LogEvent.replayed(record.payload(), record.sequenceNr(), ahead::release);
                callback.accept(persistentRepr(event, record.sequenceNr(), persistenceId));
              });
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private PersistentRepr persistentRepr(LogEvent event, long sequenceNr, String persistenceId) {
    return PersistentRepr.apply(event, sequenceNr, persistenceId, "", false, self(), "");
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
    return FutureConverters.asScala(
        CompletableFuture.completedStage(logs.get(persistenceId).log().highestSequenceNr()));
  }
}
