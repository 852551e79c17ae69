package io.varve.sharding.shard;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.persistence.event.Event;
import io.varve.persistence.event.EventCodec;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.pekko.LogEvent;
import io.varve.sharding.query.ShardReads;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** One shard as the program has it, without actors: its turns come when the test says so. */
final class SimulatedShard {
  private final LoadedShard loaded;
  private final ShardCore core;
  private final SimulatedJournal journal;
  private final ArrayDeque<Runnable> mailbox = new ArrayDeque<>();
  private final Consumer<Runnable> meanwhile;
  private final List<Event.Samples> sent = new ArrayList<>();
  private final List<byte[]> durable = new ArrayList<>();
  private String stopped = "";
  private boolean ended;
  private boolean refused;

  private SimulatedShard(
      LoadedShard loaded, ShardEnvironment environment, Consumer<Runnable> meanwhile) {
    this.loaded = loaded;
    this.meanwhile = meanwhile;
    core =
        new ShardCore(
            ShardContext.of(loaded, environment, LoggerFactory.getLogger(SimulatedShard.class)),
            new ParkedSeries(loaded.state()),
            new Shell());
    journal = new SimulatedJournal(loaded.log(), mailbox, this::refused);
  }

  private void refused(LogEvent event, String reason) {
    refused = true;
    core.refused(event, reason);
  }

  /**
   * Claims a shard, loads it, and replays its log.
   *
   * @param meanwhile runs turns of the shard while a task waits for it
   */
  static SimulatedShard start(int shard, ShardEnvironment environment, Consumer<Runnable> meanwhile)
      throws IOException {
    LoadedShard loaded = new ShardLoader(environment).load(shard, "127.0.0.1:2552");
    SimulatedShard started = new SimulatedShard(loaded, environment, meanwhile);
    ShardLog log = loaded.log();
    log.replay(
        loaded.state().sequenceNr() + 1,
        log.highestSequenceNr(),
        record -> started.core.replay(record.payload(), record.sequenceNr()));
    loaded.commits().started(started::ask);
    started.core.recovered();
    return started;
  }

  /** A task wants a manifest committed and waits for it; what lies in the mailbox comes first. */
  private void ask(ManifestCommit commit) {
    if (!ended) {
      mailbox.add(() -> commit(commit));
      meanwhile.accept(
          () -> {
            while (!commit.reply().isDone()) {
              turn();
            }
          });
    }
  }

  private void commit(ManifestCommit commit) {
    try {
      commit.reply().complete(loaded.log().commit(commit.sequenceNr(), commit.manifest()));
    } catch (RuntimeException e) {
      commit.reply().completeExceptionally(e);
    }
  }

  ShardState state() {
    return loaded.state();
  }

  LoadedShard loaded() {
    return loaded;
  }

  long epoch() {
    return loaded.log().epoch();
  }

  /** Why the shard asks to be started anew; empty if it does not. */
  String stopped() {
    return stopped;
  }

  /** Whether the log refused any event of this start, a batch or one of the shard's own. */
  boolean wasRefused() {
    return refused;
  }

  /** Records that were applied since this start, in order. */
  List<byte[]> durable() {
    return durable;
  }

  boolean isIdle() {
    return mailbox.isEmpty() && journal.isIdle();
  }

  /** Takes one turn, if anything waits for one. */
  void turn() {
    Runnable next = mailbox.poll();
    if (next != null) {
      next.run();
      journal.flush();
    }
  }

  private void now(Runnable turn) {
    turn.run();
    journal.flush();
  }

  /** Writes a batch; returns the event that was sent to the log, if any. */
  List<Event.Samples> write(WriteBatch batch, Consumer<BatchReply> reply) {
    sent.clear();
    now(() -> core.write(batch, reply));
    return List.copyOf(sent);
  }

  void tick() {
    now(core::tick);
  }

  CompletableFuture<Void> flush() {
    CompletableFuture<Void> reply = new CompletableFuture<>();
    now(() -> core.flush(new ShardCommand.Flush(java.util.Optional.empty(), reply)));
    return reply;
  }

  CompletableFuture<Void> checkpoint() {
    CompletableFuture<Void> reply = new CompletableFuture<>();
    now(() -> core.checkpoint(new ShardCommand.Checkpoint(reply)));
    return reply;
  }

  /** Reads all that a query would see now. */
  void read(TenantId tenant, ShardReads.Blocks blocks, ShardReads.Visitor visitor)
      throws IOException {
    HeadView view = loaded.state().index().view();
    int[] refs = view.select(tenant, List.of());
    CompletableFuture<HeadRead> reply = new CompletableFuture<>();
    now(() -> core.readHead(new ShardCommand.ReadHead(refs, 0, Long.MAX_VALUE - 1, reply)));
    ShardReads.all(tenant, view, refs, reply.join(), loaded.segments(), blocks, visitor);
  }

  Labels labels(int ref) {
    return loaded.state().index().view().labels(ref);
  }

  /** Ends the shard as its actor ends; what it began elsewhere may go on. */
  void stop() throws IOException {
    ended = true;
    core.stopped();
    mailbox.clear();
    loaded.log().release();
    loaded.segments().close();
  }

  private final class Shell implements ShardShell {
    @Override
    public void persist(LogEvent event, Consumer<LogEvent> whenDurable) {
      if (EventCodec.decode(event.bytes()) instanceof Event.Samples s) {
        sent.add(s);
      }
      journal.persist(
          event,
          logged -> {
            durable.add(logged.bytes());
            whenDurable.accept(logged);
          });
    }

    @Override
    public void afterPersisted(Runnable action) {
      journal.defer(action);
    }

    @Override
    public void report(ShardProgress progress) {
      mailbox.add(() -> core.progress(progress));
    }

    @Override
    public void stop(String why) {
      stopped = why;
    }
  }
}
