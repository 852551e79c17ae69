package io.varve.sharding.shard;

import io.varve.persistence.pekko.ClaimedLogs;
import io.varve.persistence.pekko.LogEvent;
import io.varve.persistence.pekko.ManifestBytes;
import io.varve.persistence.pekko.ShardJournal;
import io.varve.persistence.pekko.ShardSnapshotStore;
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
 * The persistent actor of one shard: gives a {@link ShardCore} its turns, and its events to Pekko
 * Persistence.
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

  private final ShardContext shard;
  private final Consumer<ActorRef> whenReady;
  private final SeriesActors actors;
  private final ShardCore core;

  /** The commit under way; the committer starts the next one when this is answered. */
  private @Nullable ManifestCommit committing;

  private ShardActor(ShardContext shard, Consumer<ActorRef> whenReady) {
    this.shard = shard;
    this.whenReady = whenReady;
    actors =
        new SeriesActors(
            shard.state(),
            getContext(),
            shard.metrics().liveSeriesActors,
            shard.metrics().seriesMessages);
    core = new ShardCore(shard, actors, new Shell(getSelf()));
  }

  /**
   * The only way to make one.
   *
   * @param whenReady told, in a turn of the actor, once everything in the log is applied
   */
  static Props create(ShardContext shard, Consumer<ActorRef> whenReady) {
    AtomicBoolean created = new AtomicBoolean();
    return Props.create(
            ShardActor.class,
            () -> {
              if (created.getAndSet(true)) {
                throw new IllegalStateException("a shard is not restarted over state it has used");
              }
              return new ShardActor(shard, whenReady);
            })
        .withDispatcher(ShardDispatchers.INGEST);
  }

  @Override
  public String persistenceId() {
    return ClaimedLogs.persistenceId(shard.state().shard());
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
                  shard.log().error("shard {}: a series failed", shard.state().shard(), failure);
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
    if (sequenceNr != shard.state().sequenceNr()) {
      throw new IllegalStateException(
          "shard %d was loaded as of event %d, but its manifest is of event %d"
              .formatted(shard.state().shard(), shard.state().sequenceNr(), sequenceNr));
    }
  }

  private void replay(LogEvent logged) {
    core.replay(logged.bytes(), logged.sequenceNr());
    logged.applied();
  }

  private void recovered() {
    ActorRef self = getSelf();
    shard.commits().started(commit -> self.tell(commit, ActorRef.noSender()));
    core.recovered();
    whenReady.accept(self);
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(WriteBatch.class, this::write)
        .match(SeriesActor.Parked.class, p -> actors.parked(p.series(), getSender()))
        .match(ShardCommand.ReadHead.class, core::readHead)
        .match(ShardProgress.class, core::progress)
        .match(ManifestCommit.class, this::commit)
        .match(SaveSnapshotSuccess.class, _ -> committed(null))
        .match(SaveSnapshotFailure.class, f -> committed(f.cause()))
        .match(ShardCommand.Flush.class, core::flush)
        .match(ShardCommand.Checkpoint.class, core::checkpoint)
        .match(ShardCommand.Ping.class, _ -> {})
        .match(Tick.class, _ -> core.tick())
        .build();
  }

  private void write(WriteBatch batch) {
    ActorRef self = getSelf();
    core.write(batch, reply -> batch.replyTo().tell(reply, self));
  }

  @Override
  public void onPersistRejected(Throwable cause, Object event, long seqNr) {
    core.refused((LogEvent) event, String.valueOf(cause.getMessage()));
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

  @Override
  public void postStop() throws Exception {
    super.postStop();
    core.stopped();
    actors.stopped();
  }

  private final class Shell implements ShardShell {
    private final ActorRef self;

    Shell(ActorRef self) {
      this.self = self;
    }

    @Override
    public void persist(LogEvent event, Consumer<LogEvent> durable) {
      persistAsync(event, durable::accept);
    }

    @Override
    public void afterPersisted(Runnable action) {
      deferAsync(action, Runnable::run);
    }

    @Override
    public void report(ShardProgress progress) {
      self.tell(progress, ActorRef.noSender());
    }

    @Override
    public void stop(String why) {
      shard.log().error("shard {} stops: {}", shard.state().shard(), why);
      getContext().stop(self);
    }
  }
}
