package io.varve.multijvm;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The packaged program as a process, to be started, killed and started again over one data
 * directory. What it logs goes to a file beside the directory. For one thread.
 */
final class Node implements AutoCloseable {
  private static final Path HOME = Path.of(System.getProperty("varve.home"));

  /** Two cores are shared with the test itself; short lives do not repay the second compiler. */
  static final String JAVA_OPTIONS = "-Xmx256m -XX:TieredStopAtLevel=1";

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Path data;
  private final Path log;
  private final int httpPort;
  private final int clusterPort;
  private final List<String> arguments;
  private final String javaOptions;
  private Process process;

  private Node(Path data, int httpPort, int clusterPort, List<String> arguments, String java) {
    this.data = data;
    this.log = data.resolveSibling(data.getFileName() + ".log");
    this.httpPort = httpPort;
    this.clusterPort = clusterPort;
    this.arguments = arguments;
    this.javaOptions = java;
  }

  /** Names a node; its ports are free now and the same at every start. */
  static Node over(Path data, String... arguments) throws IOException {
    return new Node(data, freePort(), freePort(), List.of(arguments), JAVA_OPTIONS);
  }

  /** The same node with these options of the virtual machine. It must not be running. */
  Node withJavaOptions(String options) {
    return new Node(data, httpPort, clusterPort, arguments, options);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The launcher, to be called with any arguments. */
  static ProcessBuilder launcher(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve("varve").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("VARVE_JAVA_OPTS", JAVA_OPTIONS);
    return builder;
  }

  /** Starts the process, with more flags, and returns at once. */
  Node start(String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of("server"));
    command.addAll(List.of("--data-dir", data.toString()));
    command.addAll(List.of("--http-port", Integer.toString(httpPort)));
    command.addAll(List.of("--cluster-port", Integer.toString(clusterPort)));
    // Tests count what is in the store.
    command.addAll(List.of("--set", "varve.self-scrape.enabled=off"));
    command.addAll(arguments);
    command.addAll(List.of(more));
    ProcessBuilder builder = launcher(command.toArray(String[]::new));
    builder.environment().put("VARVE_JAVA_OPTS", javaOptions);
    // The launcher ends in exec, so this process is the virtual machine itself.
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    return this;
  }

  /** Waits until the node says that it can serve. */
  Node awaitReady() throws IOException {
    try {
      Awaitility.await()
          .atMost(STARTS_WITHIN)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !process.isAlive() || status("/-/ready") == 200);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("not ready: " + logged(), e);
    }
    if (!process.isAlive()) {
      throw new AssertionError("ended with status " + process.exitValue() + ": " + logged());
    }
    return this;
  }

  /** Ends the process as a failing machine would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks the process to stop and returns its exit status. */
  int stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("does not stop: " + logged());
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  Path data() {
    return data;
  }

  int httpPort() {
    return httpPort;
  }

  int clusterPort() {
    return clusterPort;
  }

  /** Follows what this node logs from now on. */
  LogTail tail() throws IOException {
    return new LogTail(log);
  }

  /** Everything that this node has logged, of all its lives. */
  String logged() throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base().resolve(path)).timeout(Duration.ofSeconds(10)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** A value of the metrics page; 0 when it is not there, or nobody answers. */
  double metric(String name) throws InterruptedException {
    try {
      return get("/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }

  private int status(String path) throws InterruptedException {
    try {
      return get(path).statusCode();
    } catch (IOException _) {
      return -1;
    }
  }

  @Override
  public void close() {
    http.close();
    if (process != null) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
