package io.varve.node;

import com.typesafe.config.Config;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.http.HttpApiSettings;
import io.varve.persistence.fs.DirectoryLock;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.RealDisk;
import io.varve.persistence.log.wal.WalShardLogs;
import io.varve.persistence.objectstore.FileObjectStore;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.sharding.ShardedTsdb;
import io.varve.sharding.metadata.MetricFamilies;
import io.varve.sharding.query.OpenBlocks;
import io.varve.sharding.shard.SeriesBudget;
import io.varve.sharding.shard.ShardDispatchers;
import io.varve.sharding.shard.ShardEnvironment;
import io.varve.sharding.shard.ShardMetrics;
import io.varve.sharding.tenant.StoreDescriptor;
import io.varve.sharding.tenant.StoredPlacements;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One incarnation of a node: its lock, its log, its actor system and its HTTP front, started in
 * this order and stopped in the opposite one.
 */
final class Node implements Incarnation {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final int SHARDS_OF_NEW_STORE = 16;

  /** An actor that a fatal error has hit never ends, and its actor system with it. */
  private static final Duration TERMINATION = Duration.ofSeconds(30);

  private final NodeSettings settings;
  private final DirectoryLock lock;
  private final WalShardLogs logs;
  private final ActorSystem<Void> system;
  private final ShardedTsdb tsdb;
  private final HttpFront front;
  private final CompletableFuture<String> end;

  private Node(
      NodeSettings settings,
      DirectoryLock lock,
      WalShardLogs logs,
      ActorSystem<Void> system,
      ShardedTsdb tsdb,
      HttpFront front,
      CompletableFuture<String> end) {
    this.settings = settings;
    this.lock = lock;
    this.logs = logs;
    this.system = system;
    this.tsdb = tsdb;
    this.front = front;
    this.end = end;
  }

  /** Starts a node. What it has opened is closed again when it cannot start. */
  static Node start(Config config) throws IOException {
    NodeSettings settings = NodeSettings.from(config);
    HttpApiSettings http = HttpApiSettings.from(config);
    try (Unwinding opened = new Unwinding()) {
      DirectoryLock lock = opened.add(DirectoryLock.acquire(settings.dataDirectory()));
      Ports.check(http.server().host(), http.server().port());
      Config cluster = config.getConfig("pekko.remote.artery.canonical");
      Ports.check(cluster.getString("hostname"), cluster.getInt("port"));
      Disk disk = new RealDisk();
      Path root = ((StoreAddress.PrivateDirectory) settings.store()).directory();
      ObjectStore store = new FileObjectStore(disk, root);
      StoreDescriptor descriptor =
          StoreDescriptor.open(
              store, settings.shards(), SHARDS_OF_NEW_STORE, UUID.randomUUID().toString());
      Path head = directory(disk, settings, "head");
      Path work = emptied(disk, directory(disk, settings, "work"));
      WalShardLogs logs =
          opened.add(WalShardLogs.open(disk, settings.dataDirectory(), settings.log()));
      ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "varve", config);
      opened.add(
          () -> {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
          });
      join(Cluster.get(system));
      CompletableFuture<String> end = SystemEnd.of(system);
      keepHeap(settings, system);
      ShardEnvironment environment =
          environment(settings, descriptor, store, logs, disk, head, work, system);
      StoredPlacements placements =
          new StoredPlacements(
              store,
              environment.blockingIo(),
              descriptor.shards(),
              settings.spread().orElse(descriptor.shards()),
              settings.maxTenants());
      ShardedTsdb tsdb =
          ShardedTsdb.start(
              system,
              environment,
              settings.router(),
              placements,
              new OpenBlocks(disk, root, settings.maxOpenBlocks()),
              new MetricFamilies(settings.metadata()));
      PrometheusRegistry registry = new PrometheusRegistry();
      NodeMetrics.register(registry, tsdb, logs, environment);
      HttpFront front = HttpFront.open(settings, http, tsdb, registry, environment, system);
      opened.keep();
      return new Node(settings, lock, logs, system, tsdb, front, end);
    }
  }

  /** One node is a cluster by itself. */
  private static void join(Cluster cluster) {
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
  }

  private static void keepHeap(NodeSettings settings, ActorSystem<Void> system) {
    HeapKeeper.create(settings.timeBetweenCollections())
        .ifPresent(
            keeper ->
                system
                    .scheduler()
                    .scheduleAtFixedRate(
                        HeapKeeper.INTERVAL,
                        HeapKeeper.INTERVAL,
                        keeper,
                        system
                            .dispatchers()
                            .lookup(DispatcherSelector.fromConfig(ShardDispatchers.BLOCKING_IO))));
  }

  private static ShardEnvironment environment(
      NodeSettings settings,
      StoreDescriptor descriptor,
      ObjectStore store,
      WalShardLogs logs,
      Disk disk,
      Path head,
      Path work,
      ActorSystem<Void> system) {
    InstantSource clock =
        settings
            .testClock()
            .<InstantSource>map(c -> new ScaledClock(c.origin(), c.rate(), System::nanoTime))
            .orElse(InstantSource.system());
    SecureRandom random = new SecureRandom();
    return new ShardEnvironment(
        settings.shard(),
        store,
        logs,
        disk,
        head,
        work,
        descriptor.storeId(),
        descriptor.shards(),
        random.nextLong(),
        dispatcher(system, ShardDispatchers.BLOCKING_IO),
        dispatcher(system, ShardDispatchers.COMPACTION),
        (delay, task) -> system.scheduler().scheduleOnce(delay, task, system.executionContext()),
        clock,
        System::nanoTime,
        random,
        settings.deleteDelay(),
        new SeriesBudget(settings.seriesPerNode()),
        new Semaphore(settings.checkpointConcurrency()),
        new Semaphore(1),
        new ShardMetrics());
  }

  private static Executor dispatcher(ActorSystem<?> system, String path) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig(path));
  }

  private static Path directory(Disk disk, NodeSettings settings, String name) throws IOException {
    Path directory = settings.dataDirectory().resolve(name);
    disk.createDirectories(directory);
    disk.forceDirectory(settings.dataDirectory());
    return directory;
  }

  /** What an earlier process was writing when it ended is of no use to anybody. */
  private static Path emptied(Disk disk, Path directory) throws IOException {
    for (Path child : disk.list(directory)) {
      if (disk.isDirectory(child)) {
        emptied(disk, child);
      }
      disk.delete(child);
    }
    return directory;
  }

  /** Where the HTTP server listens. */
  int httpPort() {
    return front.port();
  }

  /** The node's actors. */
  ActorSystem<Void> system() {
    return system;
  }

  @Override
  public CompletableFuture<String> end() {
    return end;
  }

  @Override
  public void abandon(String why) throws IOException {
    front.refuse("this node starts anew: " + why);
    tsdb.stop();
    stopSystem();
  }

  /** Leaves in order: what is open is checkpointed, so that the next start has little to replay. */
  @Override
  public void close() throws IOException {
    front.close();
    tsdb.stop();
    checkpoint();
    stopSystem();
  }

  /** The log and the lock are let go only when nobody is left who might write. */
  private void stopSystem() throws IOException {
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .orTimeout(TERMINATION.toSeconds(), TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw new IOException("the node's actors do not end", e);
    }
    logs.close();
    lock.close();
  }

  private void checkpoint() {
    try {
      tsdb.checkpoint()
          .toCompletableFuture()
          .orTimeout(settings.drainDeadline().toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (RuntimeException e) {
      LOG.warn("not checkpointed before the end; the next start replays the log", e);
    }
  }
}
