package io.varve.multijvm;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus. */
final class Prometheus implements AutoCloseable {
  /** The job of the target's series. */
  static final String JOB = "exporter";

  /** Names one that is running already. */
  static final String ADDRESS = "tests.prometheus";

  private static final String LATE_SAMPLES = "storage: { tsdb: { out_of_order_time_window: 30m } }";
  private static final String DATA = "tsdb";
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  private final @Nullable Process process;
  private final QueryClient client;

  private Prometheus(@Nullable Process process, QueryClient client) {
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

  /**
   * Names the one whose address the system property {@value #ADDRESS} is, or starts one that is
   * written to, or skips the test likewise.
   */
  static Prometheus receivingOrSkip(Path directory) throws IOException {
    String address = System.getProperty(ADDRESS);
    return address == null
        ? startOrSkip(
            directory,
            LATE_SAMPLES,
            "--web.enable-remote-write-receiver",
            "--storage.tsdb.retention.time=10y",
            "--enable-feature=promql-experimental-functions,native-histograms,"
                + "promql-extended-range-selectors,promql-binop-fill-modifiers")
        : new Prometheus(null, new QueryClient(URI.create(address)));
  }

  private static Prometheus startOrSkip(Path directory, String configuration, String... more)
      throws IOException {
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
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--config.file=" + config);
    command.add("--storage.tsdb.path=" + directory.resolve(DATA));
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
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
    if (process != null) {
      end(process);
    }
  }

  private static void end(Process process) {
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
