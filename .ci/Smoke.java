import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the checkout's own launcher as a user would, writes a sample, reads it back, queries it,
 * and stops the node by SIGTERM. Run from the checkout's root, by any JDK from 17 on: {@code java
 * .ci/Smoke.java}.
 */
final class Smoke {
  private static final int READY_SECONDS = 120;
  private static final int STOP_SECONDS = 60;
  private static final String METRIC = "smoke_test_metric";
  private static final double VALUE = 42.5;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final URI base;
  private final Process node;

  private Smoke(URI base, Process node) {
    this.base = base;
    this.node = node;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("varve-smoke");
    Path log = directory.resolve("node.log");
    int port = freePort();
    Process node =
        new ProcessBuilder(
                "./varve",
                "server",
                "--data-dir",
                directory.resolve("data").toString(),
                "--http-port",
                Integer.toString(port),
                "--cluster-port",
                Integer.toString(freePort()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      new Smoke(URI.create("http://127.0.0.1:" + port), node).run();
      System.out.println(
          "smoke: the packaged program starts, takes samples, answers queries, and stops");
    } catch (IllegalStateException e) {
      System.err.println("smoke: " + e.getMessage() + "\n" + Files.readString(log));
      System.exit(1);
    } finally {
      node.destroyForcibly().waitFor();
      delete(directory);
    }
  }

  private void run() throws IOException, InterruptedException {
    awaitReady();
    byte[] labels = message(1, message(1, text("__name__")), message(2, text(METRIC)));
    long now = System.currentTimeMillis();
    byte[] sample = message(2, number(1, VALUE), varint(2, now));
    expect(204, post("/api/v1/write", message(1, labels, sample)));
    byte[] matcher = message(3, message(2, text("__name__")), message(3, text(METRIC)));
    byte[] query = message(1, varint(1, now - 1), varint(2, now + 1), matcher);
    HttpResponse<byte[]> answer = expect(200, post("/api/v1/read", query));
    // Short as it is, the compressed answer has the name and the value as they are.
    String body = new String(answer.body(), StandardCharsets.ISO_8859_1);
    String value = new String(number(1, VALUE), StandardCharsets.ISO_8859_1);
    check(body.contains(METRIC) && body.contains(value), "the sample does not come back");
    String result = query(METRIC + "*2");
    check(result.contains("\"value\":[") && result.contains("\"85\"]"), "a query says " + result);
    awaitOwnMetrics();
    node.destroy();
    check(node.waitFor(STOP_SECONDS, TimeUnit.SECONDS), "the node does not stop");
    check(node.exitValue() == 0, "the node ended with status " + node.exitValue());
  }

  private void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!isReady()) {
      check(node.isAlive(), "the node has ended");
      check(System.nanoTime() < deadline, "the node does not become ready");
      Thread.sleep(200);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return http.send(request("/-/ready").build(), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The node scrapes itself as soon as it is ready. */
  private void awaitOwnMetrics() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!query("up{job=\"varve\"}").contains(",\"1\"]")) {
      check(System.nanoTime() < deadline, "the node does not scrape itself");
      Thread.sleep(200);
    }
  }

  private String query(String text) throws IOException, InterruptedException {
    String path = "/api/v1/query?query=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    HttpResponse<byte[]> answer = http.send(request(path).build(), BodyHandlers.ofByteArray());
    return new String(expect(200, answer).body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> post(String path, byte[] message)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .POST(BodyPublishers.ofByteArray(snappy(message)))
            .build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
  }

  private static HttpResponse<byte[]> expect(int status, HttpResponse<byte[]> answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    check(answer.statusCode() == status, answer.uri() + ": " + answer.statusCode() + " " + text);
    return answer;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }

  // Protobuf and snappy by hand: nothing but the JDK is at hand.

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] message(int field, byte[]... parts) {
    byte[] content = join(parts);
    return join(join(varint(field << 3 | 2), varint(content.length)), content);
  }

  private static byte[] varint(int field, long value) {
    return join(varint(field << 3), varint(value));
  }

  private static byte[] number(int field, double value) {
    ByteBuffer bits = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return join(varint(field << 3 | 1), bits.putDouble(value).array());
  }

  /** One literal: a format's reader cannot ask for compression. */
  private static byte[] snappy(byte[] message) {
    byte[] tag = {(byte) (60 << 2), (byte) (message.length - 1)};
    return join(varint(message.length), tag, message);
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    while (rest > 0x7F) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
