package io.varve.node;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.http.HttpApi;
import io.varve.http.HttpApiSettings;
import io.varve.http.server.HttpServer;
import io.varve.model.KeyedHash128;
import io.varve.node.scrape.SelfScraper;
import io.varve.sharding.ShardedTsdb;
import io.varve.sharding.shard.ShardDispatchers;
import io.varve.sharding.shard.ShardEnvironment;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.SystemMaterializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node towards its clients: the HTTP server, and the scraping of itself, which is one. */
final class HttpFront {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
  private static final Duration DEADLINE_OF_REQUESTS = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ExecutorService queries;
  private final Cancellable scrapes;

  private HttpFront(HttpServer server, ExecutorService queries, Cancellable scrapes) {
    this.server = server;
    this.queries = queries;
    this.scrapes = scrapes;
  }

  /**
   * Begins to listen and to scrape.
   *
   * @param registry the program's own metrics
   */
  static HttpFront open(
      NodeSettings settings,
      HttpApiSettings http,
      ShardedTsdb tsdb,
      PrometheusRegistry registry,
      ShardEnvironment environment,
      ActorSystem<Void> system) {
    try (Unwinding opened = new Unwinding()) {
      // A query waits for shards, for its own fragments and for its client: threads that cost
      // nothing while they wait, whose number varve.query.max-concurrency bounds.
      ExecutorService queries = opened.add(Executors.newVirtualThreadPerTaskExecutor());
      KeyedHash128.Key key = KeyedHash128.Key.random();
      HttpApi api =
          new HttpApi(
              tsdb,
              key,
              () -> tsdb.isReady() ? "" : tsdb.notReadyReason(),
              registry,
              Main.version(),
              system.dispatchers().lookup(DispatcherSelector.fromConfig(ShardDispatchers.INGEST)),
              environment.blockingIo(),
              queries,
              environment.clock(),
              System::nanoTime);
      HttpServer server =
          HttpServer.bind(
                  system,
                  http.server(),
                  api.routes(http, SystemMaterializer.get(system).materializer()))
              .toCompletableFuture()
              .join();
      String address = server.address().getHostString() + ":" + server.address().getPort();
      LOG.info("listening on http://{}", address);
      SelfScraper scraper =
          new SelfScraper(
              registry,
              tsdb.writes(),
              tsdb.metadata(),
              key,
              address,
              environment.clock(),
              System::nanoTime);
      Cancellable scrapes =
          settings
              .selfScrapeInterval()
              .map(interval -> every(interval, scraper, tsdb, environment, system))
              .orElse(Cancellable.alreadyCancelled());
      opened.keep();
      return new HttpFront(server, queries, scrapes);
    }
  }

  private static Cancellable every(
      Duration interval,
      SelfScraper scraper,
      ShardedTsdb tsdb,
      ShardEnvironment environment,
      ActorSystem<Void> system) {
    return system
        .scheduler()
        .scheduleWithFixedDelay(
            Duration.ZERO,
            interval,
            () -> {
              if (tsdb.isReady()) {
                environment.blockingIo().execute(scraper);
              }
            },
            system.executionContext());
  }

  /** Where the server listens. */
  int port() {
    return server.address().getPort();
  }

  /** Answers every request from now on with 503 and why, until the actor system ends. */
  void refuse(String why) {
    server.refuse(why);
    scrapes.cancel();
    queries.shutdownNow();
  }

  /** Lets requests under way finish, within a deadline, and listens no more. */
  void close() {
    scrapes.cancel();
    server.stop(DEADLINE_OF_REQUESTS).toCompletableFuture().join();
    queries.shutdownNow();
  }
}
