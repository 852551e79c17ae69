package io.varve.multijvm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks Prometheus' HTTP API, whoever serves it. */
final class QueryClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI base;

  QueryClient(URI base) {
    this.base = base;
  }

  boolean isReady() throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve("/-/ready")).timeout(TIMEOUT).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /** Evaluates at one time, ms since the Unix epoch. */
  QueryAnswer instant(String query, long time) throws IOException, InterruptedException {
    return QueryAnswer.of(answer("query", at(query, time)));
  }

  /** Evaluates at many times, ms since the Unix epoch. */
  QueryAnswer range(String query, long start, long end, long step)
      throws IOException, InterruptedException {
    return QueryAnswer.of(rangeData(query, start, end, step));
  }

  /** Evaluates at many times, ms since the Unix epoch, and gives the result as it is sent. */
  JsonNode rangeResult(String query, long start, long end, long step)
      throws IOException, InterruptedException {
    return rangeData(query, start, end, step).path("result");
  }

  /** Evaluates at one time, ms since the Unix epoch, and gives all that is said. */
  QueryReply instantReply(String query, long time) throws IOException, InterruptedException {
    return QueryReply.of(body(ask("query", at(query, time))));
  }

  /** Evaluates at many times, ms since the Unix epoch, and gives all that is said. */
  QueryReply rangeReply(String query, long start, long end, long step)
      throws IOException, InterruptedException {
    return QueryReply.of(body(ask("query_range", at(query, start, end, step))));
  }

  /** Reads what a status endpoint says. */
  JsonNode status(String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/status/" + name)).timeout(TIMEOUT).build();
    return body(http.send(request, BodyHandlers.ofString())).path("data");
  }

  URI base() {
    return base;
  }

  private JsonNode rangeData(String query, long start, long end, long step)
      throws IOException, InterruptedException {
    return answer("query_range", at(query, start, end, step));
  }

  private static Map<String, String> at(String query, long time) {
    return Map.of("query", query, "time", seconds(time));
  }

  private static Map<String, String> at(String query, long start, long end, long step) {
    return Map.of(
        "query", query, "start", seconds(start), "end", seconds(end), "step", seconds(step));
  }

  /** Writes a time or duration, ms, as the API takes it. */
  static String seconds(long millis) {
    return "%d.%03d".formatted(millis / 1000, millis % 1000);
  }

  private JsonNode answer(String endpoint, Map<String, String> parameters)
      throws IOException, InterruptedException {
    HttpResponse<String> response = ask(endpoint, parameters);
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s %s: %d %s".formatted(endpoint, parameters, response.statusCode(), response.body()));
    }
    return body(response).path("data");
  }

  private HttpResponse<String> ask(String endpoint, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String form =
        parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/" + endpoint))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private JsonNode body(HttpResponse<String> response) throws IOException {
    return json.readTree(response.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
