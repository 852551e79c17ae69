package io.varve.sharding.shard;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import io.varve.persistence.pekko.ClaimedLogs;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Cluster Sharding entity of one shard: claims its log, loads its checkpoint, starts the {@link
 * ShardActor} and starts it anew with a growing pause when it fails.
 *
 * <p>While the shard is starting, batches are dropped (their router sends them again); while it
 * cannot be loaded they are refused with the reason. Whoever waits on a future is told.
 */
public final class ShardGuardian extends AbstractBehavior<ShardGuardian.Message> {
  /** All that a guardian hears. */
  public sealed interface Message permits ShardCommand, Internal {}

  private sealed interface Internal extends Message {}

  private record Loaded(LoadedShard shard) implements Internal {}

  private record LoadFailed(Throwable cause) implements Internal {}

  private record Start() implements Internal {}

  private record Tick() implements Internal {}

  private static final Logger LOG = LoggerFactory.getLogger(ShardGuardian.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final int shard;
  private final String address;
  private final ShardEnvironment environment;
  private final LocalShards localShards;
  private final ShardLoader loader;
  private final TimerScheduler<Message> timers;
  private Duration pause = FIRST_PAUSE;

  /** The head's files belong to one incarnation at a time. */
  private CompletableFuture<Void> closed = CompletableFuture.completedFuture(null);

  /** Why the shard could not be loaded the last time; null while nothing speaks against it. */
  private @Nullable String loadFailure;

  private @Nullable LoadedShard loaded;
  private @Nullable ActorRef actor;

  private ShardGuardian(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      int shard,
      ShardEnvironment environment,
      LocalShards localShards) {
    super(context);
    this.shard = shard;
    this.address = context.getSystem().address().toString();
    this.environment = environment;
    this.localShards = localShards;
    this.loader = new ShardLoader(environment);
    this.timers = timers;
    timers.startTimerAtFixedRate(new Tick(), TICK);
    load();
  }

  /** The behavior of a shard's guardian. */
  public static Behavior<Message> create(
      int shard, ShardEnvironment environment, LocalShards localShards) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ShardGuardian(context, timers, shard, environment, localShards)));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Message.class, this::receive)
        .onSignal(Terminated.class, _ -> stopped())
        .onSignal(
            PostStop.class,
            _ -> {
              close();
              return this;
            })
        .build();
  }

  private Behavior<Message> receive(Message message) {
    switch (message) {
      case Loaded(LoadedShard ready) -> start(ready);
      case LoadFailed(Throwable cause) -> failed(cause);
      case Start _ -> load();
      case Tick _ -> forward(ShardActor.Tick.INSTANCE);
      case ShardCommand.HandOff _ -> {
        return Behaviors.stopped();
      }
      case ShardCommand command -> {
        if (actor == null) {
          refuse(command);
        } else {
          forward(command);
        }
      }
    }
    return this;
  }

  private void load() {
    CompletableFuture<LoadedShard> loading =
        closed.thenApplyAsync(_ -> loadShard(), environment.blockingIo());
    getContext()
        .pipeToSelf(
            loading, (ready, error) -> error == null ? new Loaded(ready) : new LoadFailed(error));
  }

  private LoadedShard loadShard() {
    try {
      return loader.load(shard, address);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private void start(LoadedShard ready) {
    ClaimedLogs.get(getContext().getSystem()).put(ready.log());
    ShardContext context = ShardContext.of(ready, environment, LOG);
    ActorRef started =
        Adapter.actorOf(getContext(), ShardActor.create(context, ref -> ready(ready, ref)));
    Adapter.watch(getContext(), started);
    loaded = ready;
    loadFailure = null;
    actor = started;
  }

  /** Called by the shard's actor once it has replayed its log. */
  private void ready(LoadedShard ready, ActorRef ref) {
    localShards.ready(
        new ShardHandle(
            shard,
            ready.log().epoch(),
            ref,
            ready.replies(),
            ready.state().index(),
            ready.segments(),
            ready.committer()));
  }

  private Behavior<Message> stopped() {
    getContext().getLog().warn("shard {} has stopped and is started anew", shard);
    localShards.failed(shard, "its actor failed; the log of this node says why");
    if (localShards.get(shard).isPresent()) {
      pause = FIRST_PAUSE;
    }
    close();
    startLater();
    return this;
  }

  private void failed(Throwable cause) {
    Throwable reason =
        cause instanceof CompletionException c && c.getCause() != null ? c.getCause() : cause;
    String why = String.valueOf(reason.getMessage());
    if (!why.equals(loadFailure)) {
      // Once, and not at every attempt: a damaged log stays so until somebody repairs it.
      getContext().getLog().error("shard {} cannot be loaded", shard, reason);
    }
    loadFailure = why;
    localShards.failed(shard, why);
    startLater();
  }

  private void startLater() {
    timers.startSingleTimer(new Start(), pause);
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private void close() {
    LoadedShard gone = loaded;
    actor = null;
    loaded = null;
    if (gone != null) {
      localShards.stopped(shard, gone.log().epoch());
      gone.log().release();
      closed = CompletableFuture.runAsync(() -> closeSegments(gone), environment.blockingIo());
    }
  }

  private void closeSegments(LoadedShard gone) {
    try {
      gone.segments().close();
    } catch (IOException e) {
      LOG.warn("shard {}: head segments not closed", shard, e);
    }
  }

  private void forward(Object message) {
    ActorRef shardActor = actor;
    if (shardActor != null) {
      shardActor.tell(message, ActorRef.noSender());
    }
  }

  /** A shard that starts is worth waiting for, one that cannot be loaded is not. */
  private void refuse(WriteBatch batch) {
    if (loadFailure != null) {
      String reason = "shard %d: %s".formatted(shard, loadFailure);
      batch
          .replyTo()
          .tell(new BatchReply.Unavailable(batch.id(), shard, reason), ActorRef.noSender());
    }
  }

  private void refuse(ShardCommand command) {
    VarveException notReady =
        new VarveException(ErrorCode.NOT_READY, "shard " + shard + " is starting");
    switch (command) {
      case ShardCommand.ReadHead read -> read.reply().completeExceptionally(notReady);
      case ShardCommand.Flush flush -> flush.reply().completeExceptionally(notReady);
      case ShardCommand.Checkpoint checkpoint -> checkpoint.reply().completeExceptionally(notReady);
      case WriteBatch batch -> refuse(batch);
      case ShardCommand.Ping _, ShardCommand.HandOff _ -> {}
    }
  }
}
