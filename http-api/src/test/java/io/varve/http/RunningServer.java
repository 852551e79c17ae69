package io.varve.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.http.server.HttpServer;
import io.varve.model.KeyedHash128;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.SystemMaterializer;

/** The HTTP API on a free port, over a store in memory. */
final class RunningServer implements AutoCloseable {
  final InMemoryStore store = new InMemoryStore();
  final PrometheusRegistry registry = new PrometheusRegistry();
  volatile Instant now = Instant.ofEpochSecond(1_000);
  volatile String reasonAgainstReadiness = "";

  private final ActorTestKit kit;
  private final ExecutorService ingest = Executors.newFixedThreadPool(2);
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  /** Starts a server; what is given in {@code overrides} goes before reference.conf. */
  RunningServer(String overrides) {
    Config config =
        ConfigFactory.parseString(overrides)
            .withFallback(ConfigFactory.parseString("varve.http.port = 0"))
            .withFallback(ConfigFactory.load());
    kit = ActorTestKit.create(config);
    HttpApiSettings settings = HttpApiSettings.from(config);
    HttpApi api =
        new HttpApi(
            store,
            KeyedHash128.Key.random(),
            () -> reasonAgainstReadiness,
            registry,
            "test",
            ingest,
            blocking,
            blocking,
            () -> now,
            System::nanoTime);
    var materializer = SystemMaterializer.get(kit.system()).materializer();
    server =
        HttpServer.bind(kit.system(), settings.server(), api.routes(settings, materializer))
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.address().getPort());
  }

  HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** As {@link #get}, but does not wait for the answer. */
  CompletableFuture<HttpResponse<byte[]>> ask(String path) {
    return client.sendAsync(
        HttpRequest.newBuilder(uri().resolve(path)).build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> post(String path, String contentType, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri().resolve(path))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  void stop() {
    server.stop(Duration.ofSeconds(5)).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    store.open();
    store.allowQueries();
    stop();
    kit.shutdownTestKit();
    ingest.shutdown();
    blocking.shutdown();
  }
}
