package io.varve.multijvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks for what takes long and may be long, whatever the answer's status. Thread-safe. */
final class LongQueries implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofHours(1);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final URI base;

  LongQueries(URI base) {
    this.base = base;
  }

  /** Runs a task beside others. */
  <T> Future<T> later(Callable<T> task) {
    return threads.submit(task);
  }

  HttpResponse<String> instant(String query, long time) throws IOException, InterruptedException {
    return http.send(
        get("query?query=%s&time=%s".formatted(escaped(query), QueryClient.seconds(time))),
        BodyHandlers.ofString());
  }

  HttpResponse<String> range(String query, long start, long end, long step)
      throws IOException, InterruptedException {
    return http.send(get(rangePath(query, start, end, step)), BodyHandlers.ofString());
  }

  /** Returns how long a whole answer is that is read and not kept. */
  long rangeBytes(String query, long start, long end, long step)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        http.send(get(rangePath(query, start, end, step)), BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException(query + ": " + answer.statusCode());
    }
    try (InputStream body = answer.body()) {
      return body.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Puts everything into blocks. */
  HttpResponse<String> flush() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/admin/tsdb/flush"))
            .timeout(TIMEOUT)
            .POST(BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String rangePath(String query, long start, long end, long step) {
    return "query_range?query=%s&start=%s&end=%s&step=%s"
        .formatted(
            escaped(query),
            QueryClient.seconds(start),
            QueryClient.seconds(end),
            QueryClient.seconds(step));
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(base.resolve("/api/v1/" + path)).timeout(TIMEOUT).build();
  }

  private static String escaped(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    threads.close();
    http.close();
  }
}
