package io.varve.persistence.objectstore.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * S3Proxy in a process of its own for all tests of a class, with its objects in memory and a bucket
 * to begin with.
 */
public final class S3Proxy implements BeforeAllCallback, AfterAllCallback {
  /** The bucket that is there. */
  public static final String BUCKET = "varve-tests";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private @Nullable Path directory;
  private @Nullable Process process;
  private @Nullable URI endpoint;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    directory = Files.createTempDirectory("s3proxy");
    endpoint = URI.create("http://127.0.0.1:" + freePort());
    Path properties =
        Files.writeString(
            directory.resolve("s3proxy.properties"),
            """
            s3proxy.endpoint=%s
            s3proxy.authorization=none
            jclouds.provider=transient-nio2
            jclouds.identity=none
            jclouds.credential=none
            """
                .formatted(endpoint));
    Path logback =
        Files.writeString(
            directory.resolve("logback.xml"),
            "<configuration><root level=\"OFF\"/></configuration>");
    Path log = directory.resolve("s3proxy.log");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + logback,
                "-cp",
                System.getProperty("tests.s3proxy") + "/*",
                "org.gaul.s3proxy.Main",
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    createBucket(log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void createBucket(Path log) throws IOException, InterruptedException {
    HttpRequest create =
        HttpRequest.newBuilder(endpoint.resolve("/" + BUCKET))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        try {
          int status = http.send(create, HttpResponse.BodyHandlers.discarding()).statusCode();
          if (status == 200) {
            return;
          }
          throw new IOException("S3Proxy answers " + status);
        } catch (ConnectException e) {
          if (!process.isAlive() || System.nanoTime() > deadline) {
            throw new IOException("S3Proxy does not start: " + Files.readString(log), e);
          }
          Thread.sleep(50);
        }
      }
    }
  }

  /** Where it answers. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (process != null) {
      process.destroyForcibly();
    }
    if (directory != null) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }
}
