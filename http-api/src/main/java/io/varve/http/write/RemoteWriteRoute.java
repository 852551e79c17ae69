package io.varve.http.write;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.http.server.Bodies;
import io.varve.http.server.Endpoint;
import io.varve.http.server.Replies;
import io.varve.http.server.TenantHeader;
import io.varve.model.KeyedHash128;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.sharding.ingest.WriteTarget;
import io.varve.sharding.metadata.MetricFamilies;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;

/**
 * {@code POST /api/v1/write}: remote write 1.0 and 2.0. The body is read on the connection's thread
 * and decoded on the ingest dispatcher. Thread-safe.
 */
public final class RemoteWriteRoute implements Endpoint {
  /** Where requests are posted. */
  public static final String PATH = "/api/v1/write";

  private static final HttpHeader NO_EXEMPLARS = written("Exemplars", 0);

  private final RemoteWriteService service;
  private final Executor ingest;
  private final Materializer materializer;

  /**
   * Makes the endpoint.
   *
   * @param metadata what requests say of metrics goes there
   * @param key of the hashes in requests; the target's route cache relies on them
   * @param ingest where requests are decoded and routed
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public RemoteWriteRoute(
      WriteSettings settings,
      WriteTarget target,
      MetricFamilies metadata,
      KeyedHash128.Key key,
      PrometheusRegistry registry,
      LongSupplier nanoTime,
      Executor ingest,
      Materializer materializer) {
    service = new RemoteWriteService(settings, target, metadata, key, registry, nanoTime);
    this.ingest = ingest;
    this.materializer = materializer;
  }

  @Override
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    WriteExchange exchange;
    try {
      TenantId tenant = TenantHeader.of(request);
      exchange = new WriteExchange(service, tenant, protocol(request));
    } catch (VarveException e) {
      request.discardEntityBytes(materializer);
      return CompletableFuture.completedFuture(respond(failed(e)));
    }
    HttpEntity entity = request.entity();
    int maxBody = service.settings().maxBodyBytes();
    long announced = Math.min(entity.getContentLengthOption().orElse(maxBody), maxBody);
    if (!exchange.tryTakeCredit(announced)) {
      request.discardEntityBytes(materializer);
      return CompletableFuture.completedFuture(respond(service.overloaded()));
    }
    return Bodies.readParts(entity, maxBody, service.settings().bodyTimeout(), materializer)
        .thenComposeAsync(exchange::run, ingest)
        .handle(
            (reply, failure) -> {
              exchange.release();
              return respond(failure == null ? reply : failed(failure));
            });
  }

  private static WriteProtocol protocol(HttpRequest request) {
    return WriteProtocol.of(
        contentType(request),
        request.getHeader("Content-Encoding").map(HttpHeader::value).orElse(""));
  }

  /**
   * Pekko keeps a Content-Type that does not parse among the headers, one that does with the
   * entity, and where there is none it puts one there that no sender uses.
   */
  private static String contentType(HttpRequest request) {
    var parsed = request.entity().getContentType();
    return parsed.equals(ContentTypes.APPLICATION_OCTET_STREAM)
        ? request.getHeader("Content-Type").map(HttpHeader::value).orElse("")
        : parsed.toString();
  }

  private WriteReply failed(Throwable thrown) {
    VarveException failure = Replies.toVarve(thrown);
    int retryAfter = failure.kind().isTransient() ? service.settings().retryAfterSeconds() : 0;
    return WriteReply.refusal(failure.kind().httpStatus(), retryAfter, failure.getMessage());
  }

  private HttpResponse respond(WriteReply reply) {
    service.metrics().answered(reply.status());
    HttpResponse response =
        reply.text().isEmpty()
            ? HttpResponse.create().withStatus(reply.status())
            : Replies.text(reply.status(), reply.text());
    response =
        response.addHeaders(
            List.of(
                written("Samples", reply.samplesWritten()),
                written("Histograms", reply.histogramsWritten()),
                NO_EXEMPLARS));
    return reply.retryAfterSeconds() == 0
        ? response
        : Replies.retryAfter(response, reply.retryAfterSeconds());
  }

  private static HttpHeader written(String what, long count) {
    return RawHeader.create("X-Prometheus-Remote-Write-" + what + "-Written", Long.toString(count));
  }
}
