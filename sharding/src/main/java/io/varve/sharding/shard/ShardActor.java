package io.varve.sharding.shard;

import io.varve.model.ErrorCode;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.persistence.event.Event;
import io.varve.persistence.event.EventCodec;
import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.pekko.ClaimedLogs;
import io.varve.persistence.pekko.LogEvent;
import io.varve.persistence.pekko.ManifestBytes;
import io.varve.persistence.pekko.ShardJournal;
import io.varve.persistence.pekko.ShardSnapshotStore;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.japi.pf.DeciderBuilder;
import org.apache.pekko.persistence.AbstractPersistentActor;
import org.apache.pekko.persistence.RecoveryCompleted;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SnapshotOffer;
import org.jspecify.annotations.Nullable;

/**
 * The persistent actor of one shard: judges, journals, and hands what is durable to the series.
 *
 * <p>Classic, because it must take the next batch while the last one is being written ({@code
 * persistAsync}); typed persistent actors stash until then. It is created over the state of the
 * newest checkpoint, and its recovery replays what came behind.
 */
final class ShardActor extends AbstractPersistentActor {
  /** Told by the guardian twice a second. */
  enum Tick {
    INSTANCE
  }

  /** What the work on a cut reports back. */
  sealed interface CutProgress {}

  record WindowsFrozen(Cut cut, FrozenChunks chunks) implements CutProgress {}

  record BlockSaved(Cut cut) implements CutProgress {}

  record BlockFailed(Cut cut, Throwable error) implements CutProgress {}

  private record Gathered(CheckpointImage image) {}

  private record CheckpointEnded(@Nullable Throwable error) {}

  private static final long HOUSEKEEPING_MS = 30_000;

  /** Series that a tick's part of the index' compaction looks at: some 5 ms, and more than come. */
  private static final int INDEX_STEP = 10_000;

  private final ShardContext shard;
  private final ShardState state;
  private final EventCodec codec = new EventCodec();
  private final SeriesActors actors;
  private final Checkpointer checkpointer;
  private final Cutter cutter;
  private final WindowPlanner planner;
  private @Nullable Judge judge;
  private long nextHousekeeping;

  /** Rises when the log has refused and everything under way is undone. */
  private long pipeline = 1;

  /** An event that the log has not answered yet, and whom to tell if it refuses. */
  private record UnderWay(Event event, Consumer<String> refused) {}

  private final Map<LogEvent, UnderWay> underWay = new HashMap<>();

  /** The commit under way; the committer starts the next one when this is answered. */
  private @Nullable ManifestCommit committing;

  private ShardActor(ShardContext shard) {
    this.shard = shard;
    this.state = shard.state();
    ActorRef self = getSelf();
    actors =
        new SeriesActors(
            state, getContext(), shard.metrics().liveSeriesActors, shard.metrics().seriesMessages);
    checkpointer =
        new Checkpointer(
            shard.settings(),
            state,
            actors,
            shard.storage(),
            shard.checkpointPermits(),
            image -> self.tell(new Gathered(image), ActorRef.noSender()));
    cutter =
        new Cutter(
            state,
            actors,
            shard.applier(),
            shard.storage(),
            progress -> self.tell(progress, ActorRef.noSender()));
    planner = new WindowPlanner(shard.settings());
  }

  static Props create(ShardContext shard) {
    AtomicBoolean created = new AtomicBoolean();
    return Props.create(
            ShardActor.class,
            () -> {
              if (created.getAndSet(true)) {
                throw new IllegalStateException("a shard is not restarted over state it has used");
              }
              return new ShardActor(shard);
            })
        .withDispatcher(ShardDispatchers.INGEST);
  }

  @Override
  public String persistenceId() {
    return ClaimedLogs.persistenceId(state.shard());
  }

  @Override
  public String journalPluginId() {
    return ShardJournal.PLUGIN_ID;
  }

  @Override
  public String snapshotPluginId() {
    return ShardSnapshotStore.PLUGIN_ID;
  }

  /** The number that the manifest under way stands for; Pekko's own would be the newest event's. */
  @Override
  public long snapshotSequenceNr() {
    ManifestCommit commit = committing;
    return commit == null ? super.snapshotSequenceNr() : commit.sequenceNr();
  }

  /** A series that failed cannot be trusted, and with it the shard: the guardian starts it anew. */
  @Override
  public SupervisorStrategy supervisorStrategy() {
    return new OneForOneStrategy(
        DeciderBuilder.matchAny(
                failure -> {
                  shard.log().error("shard {}: a series failed", state.shard(), failure);
                  getContext().stop(getSelf());
                  return (SupervisorStrategy.Directive) SupervisorStrategy.stop();
                })
            .build());
  }

  @Override
  public Receive createReceiveRecover() {
    return receiveBuilder()
        .match(SnapshotOffer.class, offer -> checkBase(offer.metadata().sequenceNr()))
        .match(LogEvent.class, this::replay)
        .match(RecoveryCompleted.class, _ -> recovered())
        .build();
  }

  private void checkBase(long sequenceNr) {
    if (sequenceNr != state.sequenceNr()) {
      throw new IllegalStateException(
          "shard %d was loaded as of event %d, but its manifest is of event %d"
              .formatted(state.shard(), state.sequenceNr(), sequenceNr));
    }
  }

  private void replay(LogEvent logged) {
    Event event = EventCodec.decode(logged.bytes());
    state.replay(event, logged.sequenceNr(), shard.applier());
    checkpointer.count(
        event instanceof Event.Samples s ? s.columns().sampleCount() : 0, logged.bytes().length);
    logged.applied();
  }

  private void recovered() {
    judge = new Judge(shard.settings(), shard.seriesBudget(), state, shard.epoch());
    shard.commit().started(getSelf());
    cutter.resume();
    shard.whenReady().accept(getSelf());
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(WriteBatch.class, this::write)
        .match(SeriesActor.Parked.class, p -> actors.parked(p.series(), getSender()))
        .match(ShardCommand.ReadHead.class, this::readHead)
        .match(ManifestCommit.class, this::commit)
        .match(SaveSnapshotSuccess.class, _ -> committed(null))
        .match(SaveSnapshotFailure.class, f -> committed(f.cause()))
        .match(WindowsFrozen.class, f -> cutter.frozen(f.cut(), f.chunks()))
        .match(BlockSaved.class, this::blockSaved)
        .match(BlockFailed.class, this::blockFailed)
        .match(Gathered.class, this::saveCheckpoint)
        .match(CheckpointEnded.class, this::checkpointEnded)
        .match(ShardCommand.Flush.class, this::flush)
        .match(ShardCommand.Checkpoint.class, this::checkpointNow)
        .match(ShardCommand.Ping.class, _ -> {})
        .match(Tick.class, _ -> tick())
        .build();
  }

  private Judge judge() {
    Judge j = judge;
    if (j == null) {
      throw new IllegalStateException("shard " + state.shard() + " has not recovered yet");
    }
    return j;
  }

  // Writing

  private void write(WriteBatch batch) {
    Judged judged = judge().judge(batch, now());
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
      batch.replyTo().tell(reply, getSelf());
      return;
    }
    journal(
        event,
        reason ->
            batch
                .replyTo()
                .tell(new BatchReply.Unavailable(batch.id(), state.shard(), reason), getSelf()),
        logged -> apply(event, judged, reply, batch.replyTo(), logged));
  }

  private void apply(
      Event.Samples event,
      Judged judged,
      BatchReply.Applied reply,
      ActorRef replyTo,
      LogEvent logged) {
    OpenWindows windows = state.admit(event, logged.sequenceNr());
    SampleColumns columns = event.columns();
    BatchAck ack = new BatchAck(judged, reply, replyTo, columns.seriesCount(), state::describe);
    for (int i = 0; i < columns.seriesCount(); i++) {
      actors.append(
          columns.ref(i), new SeriesCommand.Append(columns, i, windows, shard.applier(), ack));
    }
    checkpointer.count(columns.sampleCount(), logged.bytes().length);
    checkpointer.startIfDue();
    shard.metrics().samples.add(columns.sampleCount());
  }

  private void journal(Event event, Consumer<String> refused, Consumer<LogEvent> applied) {
    LogEvent toWrite = LogEvent.toWrite(codec.encode(event), pipeline);
    underWay.put(toWrite, new UnderWay(event, refused));
    persistAsync(
        toWrite,
        logged -> {
          if (!logged.equals(toWrite)) {
            throw new IllegalStateException("the journal has answered events out of order");
          }
          underWay.remove(logged);
          shard.metrics().events.increment();
          applied.accept(logged);
          judge().applied(event);
        });
  }

  @Override
  public void onPersistRejected(Throwable cause, Object event, long seqNr) {
    LogEvent refused = (LogEvent) event;
    if (refused.pipeline() == pipeline) {
      pipeline++;
      judge().rollback();
    }
    UnderWay gone = underWay.remove(refused);
    if (gone != null) {
      gone.refused().accept(String.valueOf(cause.getMessage()));
    }
  }

  // Reading

  private void readHead(ShardCommand.ReadHead read) {
    int[] refs = read.refs();
    SnapshotParts parts = new SnapshotParts(refs.length);
    for (int i = 0; i < refs.length; i++) {
      if (state.has(refs[i])) {
        actors.run(refs[i], new SeriesCommand.Snapshot(read.minTime(), read.maxTime(), i, parts));
      } else {
        parts.set(i, null);
      }
    }
    read.reply().complete(new HeadRead(parts, shard.storage().pin()));
  }

  // Cutting

  private void cut(TenantId tenant, List<WindowId> windows) {
    Event.WindowCut event = judge().cut(tenant, windows, now());
    journal(
        event,
        reason -> shard.log().warn("shard {}: cut not journalled: {}", state.shard(), reason),
        logged -> {
          state.admit(event, logged.sequenceNr());
          cutter.freeze(event, logged.sequenceNr());
        });
  }

  private void flush(ShardCommand.Flush flush) {
    for (TenantState tenant : List.copyOf(state.tenants())) {
      if (flush.concerns(tenant.id())) {
        WindowPlanner.all(judge().open(tenant.id())).forEach(w -> cut(tenant.id(), w));
      }
    }
    long asked = pipeline;
    deferAsync(
        flush,
        f -> {
          if (pipeline == asked) {
            cutter.flush(f);
          } else {
            f.reply().completeExceptionally(new IllegalStateException("the log refused the cut"));
          }
        });
  }

  private void blockSaved(BlockSaved saved) {
    cutter.saved(saved.cut());
    checkpointer.want();
    checkpointer.startIfDue();
  }

  private void blockFailed(BlockFailed failed) {
    shard
        .log()
        .warn(
            "shard {}: block of {} not written",
            state.shard(),
            failed.cut().tenant(),
            failed.error());
    cutter.failed(failed.cut(), failed.error());
  }

  // Checkpoints and manifests

  private void saveCheckpoint(Gathered gathered) {
    ActorRef self = getSelf();
    shard
        .storage()
        .save(gathered.image())
        .whenComplete((_, error) -> self.tell(new CheckpointEnded(error), ActorRef.noSender()));
  }

  private void checkpointEnded(CheckpointEnded ended) {
    Throwable error = ended.error();
    if (error == null) {
      checkpointer.saved();
    } else {
      shard.log().warn("shard {}: checkpoint not written", state.shard(), error);
      checkpointer.failed(error);
    }
  }

  private void checkpointNow(ShardCommand.Checkpoint command) {
    checkpointer.ask(command.reply());
    checkpointer.startIfDue();
  }

  private void commit(ManifestCommit commit) {
    committing = commit;
    saveSnapshot(new ManifestBytes(commit.manifest()));
  }

  private void committed(@Nullable Throwable error) {
    ManifestCommit commit = committing;
    committing = null;
    if (commit == null) {
      throw new IllegalStateException("a manifest was saved that nobody asked for");
    }
    commit.answer(error);
  }

  // Time

  private void tick() {
    long now = now();
    actors.clock(now);
    for (TenantState tenant : List.copyOf(state.tenants())) {
      planner.due(tenant, judge().open(tenant.id()), now).forEach(w -> cut(tenant.id(), w));
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
    actors.parkIdle(shard.settings().parkAfter());
    IntSet awaited = seriesUnderWay();
    for (TenantState tenant : List.copyOf(state.tenants())) {
      int[] refs =
          actors
              .removable(state.refs(tenant.id()), now - shard.settings().removeAfter().toMillis())
              .filter(ref -> !judge().isBeingRemoved(ref) && !awaited.contains(ref))
              .toArray();
      if (refs.length > 0) {
        remove(judge().remove(tenant.id(), refs, now));
      }
    }
    shard.storage().maintain();
  }

  /**
   * Series that will have samples once the log answers. They look silent still, and removing them
   * would come behind those samples and take them away.
   */
  private IntSet seriesUnderWay() {
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

  private void remove(Event.SeriesRemoved event) {
    journal(event, _ -> {}, logged -> state.admit(event, logged.sequenceNr()));
  }

  private long now() {
    return shard.clock().instant().toEpochMilli();
  }

  @Override
  public void postStop() throws Exception {
    super.postStop();
    VarveException stopped =
        new VarveException(ErrorCode.NOT_READY, "shard " + state.shard() + " has stopped");
    if (judge != null) {
      judge.rollback();
    }
    shard.seriesBudget().giveBack(state.seriesCount());
    actors.stopped();
    checkpointer.stopped(stopped);
    cutter.stopped(stopped);
    shard.commit().stopped();
  }
}
