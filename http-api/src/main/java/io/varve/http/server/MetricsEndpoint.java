package io.varve.http.server;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /metrics}: this program's own metrics, in the text format that the scraper asks for. */
public final class MetricsEndpoint implements Endpoint {
  private final PrometheusRegistry registry;
  private final Executor executor;
  private final ExpositionFormats formats = ExpositionFormats.init();

  /**
   * Makes the endpoint.
   *
   * @param executor where metrics are collected and written
   */
  public MetricsEndpoint(PrometheusRegistry registry, Executor executor) {
    this.registry = registry;
    this.executor = executor;
  }

  @Override
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    String accept = request.getHeader("Accept").map(HttpHeader::value).orElse("");
    return CompletableFuture.supplyAsync(() -> write(accept), executor);
  }

  private HttpResponse write(String accept) {
    ExpositionFormatWriter writer = formats.findWriter(accept);
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HttpResponse.create()
        .withEntity(ContentTypes.parse(writer.getContentType()), out.toByteArray());
  }
}
