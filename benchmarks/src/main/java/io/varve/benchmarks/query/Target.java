package io.varve.benchmarks.query;

import io.varve.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A server that is asked. Not thread-safe.
 *
 * @param name in the tables
 * @param url of its root
 */
record Target(String name, String url, ServerProcess process, HttpClient client) {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /**
   * Reads one from text.
   *
   * @param text such as {@code varve=http://127.0.0.1:9292,4711}: its name, its root, its process
   */
  static Target parse(String text) {
    int name = text.indexOf('=');
    int process = text.lastIndexOf(',');
    if (name < 0 || process < name) {
      throw new IllegalArgumentException("not of the form NAME=URL,PID: " + text);
    }
    return new Target(
        text.substring(0, name),
        text.substring(name + 1, process),
        new ServerProcess(Long.parseLong(text.substring(process + 1))),
        HttpClient.newHttpClient());
  }

  /** What came, and how long that took. */
  record Reply(long nanos, byte[] body) {}

  /**
   * Gets a page, to its last byte.
   *
   * @throws IOException also if the status is not 200
   */
  Reply get(String path) throws IOException, InterruptedException {
    String escaped = path.replace("[", "%5B").replace("]", "%5D");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + escaped)).timeout(TIMEOUT).build();
    long begin = System.nanoTime();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    long nanos = System.nanoTime() - begin;
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s answers %d to %s: %s"
              .formatted(
                  name,
                  response.statusCode(),
                  path,
                  new String(response.body(), StandardCharsets.UTF_8)));
    }
    return new Reply(nanos, response.body());
  }
}
