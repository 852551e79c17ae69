package io.varve.testing.node;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.varve.model.KeyedHash128;
import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.persistence.fs.DirectoryLock;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.RealDisk;
import io.varve.persistence.log.wal.WalSettings;
import io.varve.persistence.log.wal.WalShardLogs;
import io.varve.persistence.objectstore.FileObjectStore;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.promql.engine.Engine;
import io.varve.promql.engine.EngineSettings;
import io.varve.promql.engine.QueryOptions;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.exec.MemoryPool;
import io.varve.promql.storage.QueryStorage;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.SeriesSamples;
import io.varve.sharding.ShardedTsdb;
import io.varve.sharding.metadata.MetadataSettings;
import io.varve.sharding.metadata.MetricFamilies;
import io.varve.sharding.query.OpenBlocks;
import io.varve.sharding.query.SampleCursor;
import io.varve.sharding.query.SeriesSet;
import io.varve.sharding.routing.RouterSettings;
import io.varve.sharding.shard.SeriesBudget;
import io.varve.sharding.shard.ShardDispatchers;
import io.varve.sharding.shard.ShardEnvironment;
import io.varve.sharding.shard.ShardHandle;
import io.varve.sharding.shard.ShardMetrics;
import io.varve.sharding.shard.ShardSettings;
import io.varve.sharding.shard.Ticks;
import io.varve.sharding.tenant.StoreDescriptor;
import io.varve.sharding.tenant.StoredPlacements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/**
 * One incarnation of a node on a private directory, in the test's process: the real actors,
 * plugins, log and files, a cluster of one, and a clock that the test turns. To be closed before
 * the next incarnation is started on the same directory.
 */
public final class TestNode implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final long ANSWER_SECONDS = 120;

  /** A cluster of one need not wait for anybody. */
  private static final String DEFAULTS =
      """
      varve { shards = 4, limits.max-series-per-node = 1000000 }
      varve.log.segment-size = 64MiB
      pekko {
        loglevel = WARNING
        loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
        logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
        jvm-shutdown-hooks = off
        coordinated-shutdown { run-by-jvm-shutdown-hook = off, exit-jvm = off }
        actor { provider = cluster, allow-java-serialization = off }
        remote.artery { transport = tcp, canonical { hostname = "127.0.0.1", port = 0 } }
        cluster {
          jmx.enabled = off
          gossip-interval = 100ms
          leader-actions-interval = 100ms
          periodic-tasks-initial-delay = 100ms
          sharding.waiting-for-state-timeout = 500ms
        }
      }
      """;

  private final DirectoryLock lock;
  private final WalShardLogs logs;
  private final ActorSystem<Void> system;
  private final ShardedTsdb tsdb;
  private final KeyedHash128.Key key = KeyedHash128.Key.random();

  private TestNode(
      DirectoryLock lock, WalShardLogs logs, ActorSystem<Void> system, ShardedTsdb tsdb) {
    this.lock = lock;
    this.logs = logs;
    this.system = system;
    this.tsdb = tsdb;
  }

  /**
   * Starts a node and waits until all its shards are there.
   *
   * @param settings lines of configuration, such as {@code varve.block.min-bytes = 0}
   */
  public static TestNode start(Path directory, ManualTime time, String... settings) {
    TestNode node = startWithoutWaiting(directory, time, settings);
    await().atMost(START).until(node.tsdb::isReady);
    return node;
  }

  private static TestNode startWithoutWaiting(Path directory, ManualTime time, String... settings) {
    try {
      Config config =
          ConfigFactory.parseString(String.join("\n", settings))
              .withFallback(ConfigFactory.parseString(DEFAULTS))
              .withFallback(ConfigFactory.load())
              .resolve();
      DirectoryLock lock = DirectoryLock.acquire(directory);
      WalShardLogs logs = WalShardLogs.open(new RealDisk(), directory, log(config));
      ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "varve", config);
      Cluster cluster = Cluster.get(system);
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
      ShardedTsdb tsdb = start(directory, time, config.getConfig("varve"), logs, system);
      return new TestNode(lock, logs, system, tsdb);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WalSettings log(Config config) {
    WalSettings usual = WalSettings.defaults();
    return new WalSettings(
        Math.toIntExact(config.getBytes("varve.log.segment-size")),
        usual.groupBytes(),
        usual.queueBytes(),
        usual.reserveBytes(),
        usual.minBackoff(),
        usual.maxBackoff());
  }

  private static ShardedTsdb start(
      Path directory, ManualTime time, Config varve, WalShardLogs logs, ActorSystem<Void> system)
      throws IOException {
    Disk disk = new RealDisk();
    Path root = directory.resolve("store");
    disk.createDirectories(root);
    ObjectStore store = new FileObjectStore(disk, root);
    StoreDescriptor descriptor =
        StoreDescriptor.open(store, OptionalInt.empty(), varve.getInt("shards"), "test");
    SecureRandom random = new SecureRandom();
    ShardEnvironment environment =
        new ShardEnvironment(
            ShardSettings.from(varve),
            store,
            logs,
            disk,
            made(disk, directory.resolve("head")),
            made(disk, directory.resolve("work")),
            descriptor.storeId(),
            descriptor.shards(),
            random.nextLong(),
            dispatcher(system, ShardDispatchers.BLOCKING_IO),
            dispatcher(system, ShardDispatchers.COMPACTION),
            (delay, task) ->
                system.scheduler().scheduleOnce(delay, task, system.executionContext()),
            time,
            time::nanos,
            random,
            varve.getDuration("delete-delay"),
            new SeriesBudget(varve.getLong("limits.max-series-per-node")),
            new Semaphore(varve.getInt("checkpoint.concurrency")),
            new Semaphore(1),
            new ShardMetrics());
    return ShardedTsdb.start(
        system,
        environment,
        RouterSettings.from(varve),
        new StoredPlacements(
            store,
            environment.blockingIo(),
            descriptor.shards(),
            descriptor.shards(),
            varve.getInt("limits.max-tenants")),
        new OpenBlocks(disk, root, varve.getInt("block.max-open")),
        new MetricFamilies(MetadataSettings.from(varve)));
  }

  private static Path made(Disk disk, Path directory) throws IOException {
    disk.createDirectories(directory);
    return directory;
  }

  private static Executor dispatcher(ActorSystem<?> system, String path) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig(path));
  }

  /** The node's facade. */
  public ShardedTsdb tsdb() {
    return tsdb;
  }

  /** A new client of a tenant. */
  public Sender sender(TenantId tenant) {
    return new Sender(tsdb.writes(), key, tenant);
  }

  /** The shards, as the node's readers see them. */
  public List<ShardHandle> shards() {
    return tsdb.localShards().all();
  }

  /** Lets every shard look at the clock, as it does by itself twice a second. */
  public void tick() {
    shards().forEach(Ticks::tick);
  }

  /** Cuts everything into blocks and waits for them. */
  public void flush() {
    tsdb.flush(java.util.Optional.empty())
        .toCompletableFuture()
        .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** Checkpoints every shard and waits for it. */
  public void checkpoint() {
    tsdb.checkpoint().toCompletableFuture().orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
  }

  /** What a reader does with each series, while it stands at it. */
  public interface SeriesReader {
    void read(Labels labels, SampleCursor samples);
  }

  /** Reads series one by one; both times inclusive. */
  public void read(
      TenantId tenant, LabelMatcher matcher, long minT, long maxT, SeriesReader reader) {
    try (SeriesSet set =
        tsdb.samples()
            .select(tenant, List.of(matcher), minT, maxT)
            .toCompletableFuture()
            .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
            .join()) {
      while (set.next()) {
        reader.read(set.labels(), set.samples());
      }
    }
  }

  /** Reads series into memory; both times inclusive. */
  public Map<Labels, List<Point>> read(
      TenantId tenant, LabelMatcher matcher, long minT, long maxT) {
    Map<Labels, List<Point>> all = new TreeMap<>();
    read(
        tenant,
        matcher,
        minT,
        maxT,
        (labels, samples) -> {
          List<Point> points = new ArrayList<>();
          while (samples.next()) {
            points.add(new Point(samples.t(), samples.valueBits()));
          }
          all.put(labels, points);
        });
    return all;
  }

  /** Reads as a query does, shard by shard; both times inclusive. */
  public Map<Labels, List<Point>> query(
      TenantId tenant, LabelMatcher matcher, long minT, long maxT) {
    Map<Labels, List<Point>> all = new TreeMap<>();
    QueryStorage storage = tsdb.queries().storage(tenant);
    SeriesSamples samples = new SeriesSamples();
    for (int shard = 0; shard < storage.shards(); shard++) {
      try (ShardSeries found = storage.select(shard, List.of(matcher), minT, maxT)) {
        for (int i = 0; i < found.size(); i++) {
          found.samples(i, samples);
          List<Point> points = points(samples);
          if (!points.isEmpty() && all.put(found.labels(i), points) != null) {
            throw new IllegalStateException("two shards have " + found.labels(i));
          }
        }
      }
    }
    return all;
  }

  /** Evaluates a query at each step from start to end, both inclusive, ms since the Unix epoch. */
  public Map<Labels, List<Point>> evaluate(
      TenantId tenant, String query, long start, long end, long step) {
    Map<Labels, List<Point>> all = new TreeMap<>();
    Engine engine = new Engine(EngineSettings.DEFAULT, MemoryPool.UNLIMITED, Runnable::run);
    try (QueryResult.Matrix result =
        (QueryResult.Matrix)
            engine.range(
                tsdb.queries().storage(tenant), query, start, end, step, QueryOptions.defaults())) {
      while (result.next()) {
        all.put(result.labels(), points(result.samples()));
      }
    }
    return all;
  }

  private static List<Point> points(SeriesSamples samples) {
    List<Point> points = new ArrayList<>();
    for (int k = 0; k < samples.size(); k++) {
      points.add(new Point(samples.time(k), Double.doubleToRawLongBits(samples.value(k))));
    }
    return points;
  }

  /** Stops as a process that is killed does: nothing is checkpointed. */
  @Override
  public void close() {
    tsdb.stop();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    logs.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
