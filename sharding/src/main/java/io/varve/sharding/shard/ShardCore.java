package io.varve.sharding.shard;

import io.varve.model.ErrorCode;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.persistence.event.Event;
import io.varve.persistence.event.EventCodec;
import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.pekko.LogEvent;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What one shard does in each of its turns: judges, journals, hands what is durable to the series,
 * and sees to cuts and checkpoints. It has no actor in it; {@link ShardActor} gives it its turns.
 *
 * <p>Single-threaded: one turn at a time.
 */
final class ShardCore {
  private static final long HOUSEKEEPING_MS = 30_000;

  /** Series that a tick's part of the index' compaction looks at: some 5 ms, and more than come. */
  private static final int INDEX_STEP = 10_000;

  private final ShardContext shard;
  private final ShardState state;
  private final SeriesExecutor series;
  private final ShardShell shell;
  private final Judge judge;
  private final EventPipeline pipeline;
  private final Checkpointer checkpointer;
  private final Cutter cutter;
  private final WindowPlanner planner;
  private long nextHousekeeping;

  ShardCore(ShardContext shard, SeriesExecutor series, ShardShell shell) {
    this.shard = shard;
    this.state = shard.state();
    this.series = series;
    this.shell = shell;
    judge = new Judge(shard.settings(), shard.seriesBudget(), state, shard.epoch());
    pipeline = new EventPipeline(judge, shell::persist, shard.metrics().events);
    checkpointer =
        new Checkpointer(
            shard.settings(),
            state,
            series,
            shard.storage(),
            shard.checkpointPermits(),
            image -> shell.report(new ShardProgress.Gathered(image)));
    cutter = new Cutter(state, series, shard.applier(), shard.storage(), shell::report);
    planner = new WindowPlanner(shard.settings());
  }

  // Recovery

  /** Applies a record of the log, behind the checkpoint that the state was made from. */
  void replay(byte[] record, long sequenceNr) {
    Event event = EventCodec.decode(record);
    state.replay(event, sequenceNr, shard.applier());
    checkpointer.count(event, record.length);
  }

  /** Everything in the log is applied. */
  void recovered() {
    state.recovered();
    judge.begin();
    cutter.resume();
  }

  // Writing

  /** Writes a batch; the reply comes on any thread. */
  void write(WriteBatch batch, Consumer<BatchReply> replyTo) {
    Optional<String> obstacle = shard.storage().obstacle();
    if (obstacle.isPresent()) {
      replyTo.accept(new BatchReply.Unavailable(batch.id(), state.shard(), obstacle.get()));
      return;
    }
    long now = now();
    series.clock(now);
    Judged judged = judge.judge(batch, now);
    BatchReply.Applied reply =
        new BatchReply.Applied(
            batch.id(),
            state.shard(),
            shard.epoch(),
            judged.refs(),
            judged.unknown(),
            judged.parts());
    Event.Samples event = judged.event();
    if (event == null) {
      replyTo.accept(reply);
      return;
    }
    pipeline.send(
        event,
        reason -> replyTo.accept(new BatchReply.Unavailable(batch.id(), state.shard(), reason)),
        logged -> apply(event, judged, reply, replyTo, logged));
  }

  private void apply(
      Event.Samples event,
      Judged judged,
      BatchReply.Applied reply,
      Consumer<BatchReply> replyTo,
      LogEvent logged) {
    OpenWindows windows = state.admit(event, logged.sequenceNr());
    SampleColumns columns = event.columns();
    BatchAck ack = new BatchAck(judged, reply, replyTo, columns.seriesCount(), state::describe);
    SeriesCommand.DurableBatch batch =
        new SeriesCommand.DurableBatch(columns, windows, shard.applier(), ack);
    for (int i = 0; i < columns.seriesCount(); i++) {
      series.append(columns.ref(i), new SeriesCommand.Append(batch, i));
    }
    checkpointer.count(event, logged.bytes().length);
    checkpointer.startIfDue();
    shard.metrics().samples.add(columns.sampleCount());
  }

  /** The log has refused an event; it is known not to be stored. */
  void refused(LogEvent event, String reason) {
    pipeline.refused(event, reason);
  }

  // Reading

  void readHead(ShardCommand.ReadHead read) {
    int[] refs = read.refs();
    SnapshotParts parts = new SnapshotParts(refs.length);
    // A series that stops with its shard never gives its part.
    CompletableFuture<?> _ = shard.replies().expect(parts.done());
    // Before the first snapshot: from then on nothing that one names may go.
    HeadRead reply = new HeadRead(parts, shard.storage().pinHead(), shard.storage().pinManifest());
    // What is in blocks only is read without asking any series.
    boolean mayHold = state.mayHold(read.minTime(), read.maxTime());
    for (int i = 0; i < refs.length; i++) {
      if (mayHold && state.has(refs[i])) {
        series.run(refs[i], new SeriesCommand.Snapshot(read.minTime(), read.maxTime(), i, parts));
      } else {
        parts.set(i, null);
      }
    }
    if (!read.reply().complete(reply)) {
      reply.close();
    }
  }

  // Cutting

  private void cut(TenantId tenant, List<WindowId> windows) {
    Event.WindowCut event = judge.cut(tenant, windows, now());
    pipeline.send(
        event,
        reason -> shard.log().warn("shard {}: cut not journalled: {}", state.shard(), reason),
        logged -> {
          state.admit(event, logged.sequenceNr());
          cutter.freeze(event, logged.sequenceNr());
        });
  }

  void flush(ShardCommand.Flush flush) {
    for (TenantState tenant : List.copyOf(state.tenants())) {
      if (flush.concerns(tenant.id())) {
        WindowPlanner.all(judge.open(tenant.id())).forEach(w -> cut(tenant.id(), w));
      }
    }
    long asked = pipeline.number();
    shell.afterPersisted(
        () -> {
          if (pipeline.number() == asked) {
            cutter.flush(flush);
          } else {
            flush
                .reply()
                .completeExceptionally(
                    new VarveException(ErrorCode.STORE_UNAVAILABLE, "the log refused the cut"));
          }
        });
  }

  void checkpoint(ShardCommand.Checkpoint command) {
    checkpointer.ask(command.reply());
    checkpointer.startIfDue();
  }

  /** Takes note of work that was done elsewhere. */
  void progress(ShardProgress progress) {
    switch (progress) {
      case ShardProgress.WindowsFrozen(Cut cut, FrozenChunks chunks) -> cutter.frozen(cut, chunks);
      case ShardProgress.BlockSaved(Cut cut) -> {
        cutter.saved(cut);
        checkpointer.want();
        checkpointer.startIfDue();
      }
      case ShardProgress.BlockFailed(Cut cut, Throwable error) -> {
        shard.log().warn("shard {}: block of {} not written", state.shard(), cut.tenant(), error);
        cutter.failed(cut, error);
      }
      case ShardProgress.Gathered(CheckpointImage image) ->
          shard
              .storage()
              .save(image)
              .whenComplete((_, error) -> shell.report(new ShardProgress.CheckpointEnded(error)));
      case ShardProgress.CheckpointEnded(Throwable error) -> {
        if (error == null) {
          checkpointer.saved();
        } else {
          shard.log().warn("shard {}: checkpoint not written", state.shard(), error);
          checkpointer.failed(error);
        }
      }
    }
  }

  // Time

  /** Called twice a second. */
  void tick() {
    if (shard.storage().isLost()) {
      shell.stop("nothing can be made durable any more");
      return;
    }
    if (shard.storage().obstacle().isPresent()) {
      shard.storage().mend();
    }
    long now = now();
    series.clock(now);
    for (TenantState tenant : List.copyOf(state.tenants())) {
      planner.due(tenant, judge.open(tenant.id()), now).forEach(w -> cut(tenant.id(), w));
    }
    checkpointer.startIfDue();
    if (state.index().isCompactionDue() && state.index().compactStep(INDEX_STEP)) {
      state.index().publish();
    }
    if (now >= nextHousekeeping) {
      nextHousekeeping = now + HOUSEKEEPING_MS;
      keepHouse(now);
    }
  }

  private void keepHouse(long now) {
    cutter.retry();
    series.parkIdle(shard.settings().parkAfter());
    removeSilent(now);
    shard.storage().maintain();
  }

  /**
   * Forgets series that have been silent and hold nothing. Those for which samples are on their way
   * look silent still, and removing them would come behind those samples and take them away.
   */
  private void removeSilent(long now) {
    IntSet awaited = pipeline.seriesUnderWay();
    long before = now - shard.settings().removeAfter().toMillis();
    for (TenantState tenant : List.copyOf(state.tenants())) {
      int[] silent =
          series
              .removable(state.refs(tenant.id()), before)
              .filter(ref -> !judge.isBeingRemoved(ref) && !awaited.contains(ref))
              .toArray();
      if (silent.length > 0) {
        Event.SeriesRemoved event = judge.remove(tenant.id(), silent, now);
        pipeline.send(event, _ -> {}, logged -> state.admit(event, logged.sequenceNr()));
      }
    }
  }

  private long now() {
    return shard.clock().millis();
  }

  /** The last turn: whoever waits is told, and what the node lent goes back. */
  void stopped() {
    VarveException stopped =
        new VarveException(ErrorCode.NOT_READY, "shard " + state.shard() + " has stopped");
    judge.rollback();
    shard.seriesBudget().giveBack(state.seriesCount());
    checkpointer.stopped(stopped);
    cutter.stopped(stopped);
    shard.replies().stopped();
  }
}
