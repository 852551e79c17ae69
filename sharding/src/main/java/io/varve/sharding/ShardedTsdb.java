package io.varve.sharding;

import io.varve.model.ErrorCode;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.sharding.ingest.WriteTarget;
import io.varve.sharding.metadata.MetricFamilies;
import io.varve.sharding.query.LocalReads;
import io.varve.sharding.query.OpenBlocks;
import io.varve.sharding.query.QuerySource;
import io.varve.sharding.query.SampleSource;
import io.varve.sharding.routing.Router;
import io.varve.sharding.routing.RouterActor;
import io.varve.sharding.routing.RouterSettings;
import io.varve.sharding.routing.ShardRegionTransport;
import io.varve.sharding.routing.TenantPlacements;
import io.varve.sharding.shard.LocalShards;
import io.varve.sharding.shard.ShardCommand;
import io.varve.sharding.shard.ShardDispatchers;
import io.varve.sharding.shard.ShardEnvironment;
import io.varve.sharding.shard.ShardGuardian;
import io.varve.sharding.shard.ShardHandle;
import io.varve.sharding.shard.ShardMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * A node's part of the cluster as the rest of the program sees it: where to write, where to read,
 * and what can be asked of the shards. Thread-safe.
 */
public final class ShardedTsdb implements TsdbClient {
  /** Name of the entity type in Cluster Sharding. */
  static final EntityTypeKey<ShardGuardian.Message> SHARDS =
      EntityTypeKey.create(ShardGuardian.Message.class, "varve-shards");

  /** Nothing else makes a shard start, or start anew where its node died. */
  private static final Duration PING = Duration.ofSeconds(1);

  private final int shards;
  private final LocalShards localShards;
  private final ShardMetrics metrics;
  private final Router router;
  private final SampleSource samples;
  private final QuerySource queries;
  private final MetricFamilies metadata;
  private final Cancellable ping;

  private ShardedTsdb(
      int shards,
      LocalShards localShards,
      ShardMetrics metrics,
      Router router,
      LocalReads reads,
      MetricFamilies metadata,
      Cancellable ping) {
    this.shards = shards;
    this.localShards = localShards;
    this.metrics = metrics;
    this.router = router;
    this.samples = reads.samples();
    this.queries = reads.queries();
    this.metadata = metadata;
    this.ping = ping;
  }

  /** Starts sharding on this node; its shards come up one after the other, see {@link #isReady}. */
  public static ShardedTsdb start(
      ActorSystem<?> system,
      ShardEnvironment environment,
      RouterSettings routing,
      TenantPlacements placements,
      OpenBlocks blocks,
      MetricFamilies metadata) {
    LocalShards localShards = new LocalShards();
    ActorRef<ShardingEnvelope<ShardGuardian.Message>> region =
        ClusterSharding.get(system)
            .init(
                Entity.of(
                        SHARDS,
                        entity ->
                            ShardGuardian.create(
                                Integer.parseInt(entity.getEntityId()), environment, localShards))
                    .withMessageExtractor(new ShardNumbers(environment.shards()))
                    .withStopMessage(new ShardCommand.HandOff())
                    .withEntityProps(DispatcherSelector.fromConfig(ShardDispatchers.INGEST)));
    ActorRef<Object> ear =
        system.systemActorOf(
            RouterActor.create(),
            "varve-router",
            DispatcherSelector.fromConfig(ShardDispatchers.INGEST));
    Router router =
        new Router(
            routing,
            environment.shards(),
            placements,
            new ShardRegionTransport(region, Adapter.toClassic(ear)),
            environment.incarnation(),
            environment.nanos());
    ear.tell(new RouterActor.Attach(router));
    Cancellable ping =
        system
            .scheduler()
            .scheduleAtFixedRate(
                Duration.ZERO,
                PING,
                () -> pingAll(region, environment.shards()),
                system.executionContext());
    LocalReads reads =
        LocalReads.of(
            environment.shards(),
            localShards,
            blocks,
            system.dispatchers().lookup(DispatcherSelector.fromConfig(ShardDispatchers.QUERY)));
    return new ShardedTsdb(
        environment.shards(), localShards, environment.metrics(), router, reads, metadata, ping);
  }

  private static void pingAll(
      ActorRef<ShardingEnvelope<ShardGuardian.Message>> region, int shards) {
    for (int shard = 0; shard < shards; shard++) {
      region.tell(new ShardingEnvelope<>(Integer.toString(shard), new ShardCommand.Ping()));
    }
  }

  @Override
  public WriteTarget writes() {
    return router;
  }

  @Override
  public SampleSource samples() {
    return samples;
  }

  @Override
  public QuerySource queries() {
    return queries;
  }

  @Override
  public MetricFamilies metadata() {
    return metadata;
  }

  @Override
  public boolean isReady() {
    return localShards.all().size() == shards;
  }

  @Override
  public String notReadyReason() {
    int ready = localShards.all().size();
    String first =
        localShards.failures().entrySet().stream()
            .findFirst()
            .map(f -> "; shard %d: %s".formatted(f.getKey(), f.getValue()))
            .orElse("");
    return "%d of %d shards are ready%s".formatted(ready, shards, first);
  }

  @Override
  public CompletionStage<Void> flush(Optional<TenantId> tenant) {
    return ofEach(reply -> new ShardCommand.Flush(tenant, reply));
  }

  /** Checkpoints every shard, so that a restart has next to nothing to replay. */
  public CompletionStage<Void> checkpoint() {
    return ofEach(ShardCommand.Checkpoint::new);
  }

  private CompletionStage<Void> ofEach(
      Function<CompletableFuture<Void>, ShardCommand.Local> command) {
    List<ShardHandle> all = localShards.all();
    if (all.size() < shards) {
      return CompletableFuture.failedStage(
          new VarveException(ErrorCode.NOT_READY, notReadyReason()));
    }
    List<CompletableFuture<Void>> replies = new ArrayList<>();
    for (ShardHandle handle : all) {
      replies.add(handle.ask(command));
    }
    return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new));
  }

  /** Counters of this node's shards. */
  public ShardMetrics metrics() {
    return metrics;
  }

  /** The shards that live here. */
  public LocalShards localShards() {
    return localShards;
  }

  /** Stops asking for shards; sharding itself stops with the actor system. */
  public void stop() {
    ping.cancel();
  }
}
