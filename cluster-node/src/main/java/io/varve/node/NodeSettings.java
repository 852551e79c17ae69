package io.varve.node;

import com.typesafe.config.Config;
import io.varve.persistence.log.wal.WalSettings;
import io.varve.sharding.metadata.MetadataSettings;
import io.varve.sharding.routing.RouterSettings;
import io.varve.sharding.shard.ShardSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that the node itself is configured by, read once at the start.
 *
 * @param dataDirectory of this process alone
 * @param shards configured number, if any
 * @param spread configured spread of new tenants, if any
 * @param seriesPerNode limit of series in the head
 * @param selfScrapeInterval how often the node writes its own metrics, if it does
 * @param timeBetweenCollections what the heap's size is to allow; zero leaves it to the collector
 */
record NodeSettings(
    Path dataDirectory,
    StoreAddress store,
    OptionalInt shards,
    OptionalInt spread,
    WalSettings log,
    ShardSettings shard,
    RouterSettings router,
    MetadataSettings metadata,
    long seriesPerNode,
    int maxTenants,
    int maxOpenBlocks,
    int checkpointConcurrency,
    Duration deleteDelay,
    Duration drainDeadline,
    Optional<Duration> selfScrapeInterval,
    Duration timeBetweenCollections,
    Optional<TestClock> testClock) {
  /** A sample in the head costs its series this much of the heap, with a margin for requests. */
  private static final long HEAP_BYTES_PER_SERIES = 2048;

  /**
   * A clock for tests.
   *
   * @param origin where it begins
   * @param rate seconds that pass on it in one of the machine's
   */
  record TestClock(Instant origin, double rate) {}

  /**
   * Reads the settings.
   *
   * @throws com.typesafe.config.ConfigException when a key is missing or of the wrong type
   * @throws IllegalArgumentException when a value makes no sense
   */
  static NodeSettings from(Config root) {
    Config varve = root.getConfig("varve");
    Path data = Path.of(varve.getString("data-dir")).toAbsolutePath();
    return new NodeSettings(
        data,
        StoreAddress.parse(varve.getString("store"), data),
        optionalInt(varve, "shards"),
        optionalInt(varve, "spread"),
        log(varve.getConfig("log")),
        ShardSettings.from(varve),
        RouterSettings.from(varve),
        MetadataSettings.from(varve),
        seriesPerNode(varve),
        varve.getInt("limits.max-tenants"),
        varve.getInt("block.max-open"),
        varve.getInt("checkpoint.concurrency"),
        varve.getDuration("delete-delay"),
        varve.getDuration("drain.deadline"),
        selfScrape(varve.getConfig("self-scrape")),
        varve.getDuration("heap.time-between-collections"),
        testClock(varve));
  }

  private static long seriesPerNode(Config varve) {
    long configured = varve.getLong("limits.max-series-per-node");
    return configured > 0 ? configured : Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_SERIES;
  }

  private static WalSettings log(Config log) {
    WalSettings defaults = WalSettings.defaults();
    return new WalSettings(
        bytes(log, "segment-size"),
        defaults.groupBytes(),
        bytes(log, "queue"),
        bytes(log, "reserve"),
        defaults.minBackoff(),
        defaults.maxBackoff());
  }

  private static int bytes(Config log, String key) {
    long bytes = log.getBytes(key);
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("varve.log.%s must be below 2GiB".formatted(key));
    }
    return (int) bytes;
  }

  private static Optional<Duration> selfScrape(Config scrape) {
    Duration interval = scrape.getDuration("interval");
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("varve.self-scrape.interval must be above 0");
    }
    return scrape.getBoolean("enabled") ? Optional.of(interval) : Optional.empty();
  }

  private static Optional<TestClock> testClock(Config varve) {
    if (!varve.hasPath("test.clock")) {
      return Optional.empty();
    }
    Config clock = varve.getConfig("test.clock");
    TestClock parsed =
        new TestClock(Instant.parse(clock.getString("origin")), clock.getDouble("rate"));
    if (!(parsed.rate() > 0)) {
      throw new IllegalArgumentException("varve.test.clock.rate must be above 0");
    }
    return Optional.of(parsed);
  }

  private static OptionalInt optionalInt(Config config, String key) {
    return config.hasPath(key) ? OptionalInt.of(config.getInt(key)) : OptionalInt.empty();
  }
}
