package io.varve.multijvm;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus. */
final class Prometheus implements AutoCloseable {
  /** The job of the target's series. */
  static final String JOB = "exporter";

  private static final String DATA = "tsdb";
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final QueryClient client;

  private Prometheus(Process process, QueryClient client) {
    this.process = process;
    this.client = client;
  }

  /**
   * Starts one that scrapes one target and writes all it has to a server; the test that asks is
   * skipped where this machine has none.
   */
  static Prometheus startOrSkip(Path directory, String target, URI server) throws IOException {
    return startOrSkip(directory, configuration(target, server));
  }

  /** Starts one that serves a folder of blocks and nothing else, or skips the test likewise. */
  static Prometheus servingOrSkip(Path directory, Path blocks) throws IOException {
    try (Stream<Path> files = Files.walk(blocks)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path link = directory.resolve(DATA).resolve(blocks.relativize(file).toString());
        Files.createDirectories(link.getParent());
        Files.createLink(link, file);
      }
    }
    return startOrSkip(directory, "");
  }

  private static Prometheus startOrSkip(Path directory, String configuration) throws IOException {
    Path program =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(d -> Path.of(d, "prometheus"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(program != null, "prometheus is on the PATH");
    Files.createDirectories(directory);
    Path config = Files.writeString(directory.resolve("prometheus.yml"), configuration);
    int port = Node.freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve(DATA),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    process.getOutputStream().close();
    QueryClient client = new QueryClient(URI.create("http://127.0.0.1:" + port));
    Prometheus started = new Prometheus(process, client);
    Awaitility.await().atMost(STARTS_WITHIN).until(client::isReady);
    return started;
  }

  private static String configuration(String target, URI server) {
    return """
      global: { scrape_interval: 1s, scrape_timeout: 1s }
      scrape_configs:
        - job_name: %s
          static_configs: [ { targets: [ "%s" ] } ]
      remote_write:
        - url: %s/api/v1/write
          queue_config: { batch_send_deadline: 200ms, min_backoff: 100ms, max_backoff: 500ms }
      """
        .formatted(JOB, target, server);
  }

  QueryClient queries() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
