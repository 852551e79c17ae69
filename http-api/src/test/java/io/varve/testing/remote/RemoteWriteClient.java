package io.varve.testing.remote;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Writes samples to a server. Thread-safe; the connection is kept open between requests. */
public final class RemoteWriteClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI uri;
  private final String tenant;

  /**
   * Makes a client.
   *
   * @param base such as {@code http://127.0.0.1:9292}
   * @param tenant whose samples these are; empty for the server's default
   */
  public RemoteWriteClient(URI base, String tenant) {
    uri = base.resolve("/api/v1/write");
    this.tenant = tenant;
  }

  /** Sends a batch and waits for the answer. */
  public WriteAnswer write(WriteBatch batch) throws IOException, InterruptedException {
    return post(batch.body(), "application/x-protobuf");
  }

  /** Posts any body with any Content-Type; an empty one is left out. */
  public WriteAnswer post(byte[] body, String contentType)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .header("Content-Encoding", "snappy")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(BodyPublishers.ofByteArray(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    if (!tenant.isEmpty()) {
      request.header("X-Scope-OrgID", tenant);
    }
    return answer(http.send(request.build(), BodyHandlers.ofString()));
  }

  private static WriteAnswer answer(HttpResponse<String> response) {
    return new WriteAnswer(
        response.statusCode(),
        response.body(),
        response.headers().firstValueAsLong("X-Prometheus-Remote-Write-Samples-Written").orElse(-1),
        (int) response.headers().firstValueAsLong("Retry-After").orElse(-1));
  }

  @Override
  public void close() {
    http.close();
  }
}
