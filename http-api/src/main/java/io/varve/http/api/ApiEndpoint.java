package io.varve.http.api;

import io.varve.http.server.ApiError;
import io.varve.http.server.Bodies;
import io.varve.http.server.ClientConnection;
import io.varve.http.server.Cors;
import io.varve.http.server.Endpoint;
import io.varve.http.server.Replies;
import io.varve.http.server.TenantHeader;
import io.varve.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;
import org.apache.pekko.stream.Materializer;

/**
 * Reads a request's parameters, hands it on, and answers failures in Prometheus's JSON.
 * Thread-safe.
 */
final class ApiEndpoint implements Endpoint {
  /** So that it is the endpoint that says that time is up, and not the server. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final ApiSettings settings;
  private final Materializer materializer;
  private final Handler handler;

  ApiEndpoint(ApiSettings settings, Materializer materializer, Handler handler) {
    this.settings = settings;
    this.materializer = materializer;
    this.handler = handler;
  }

  /** Answers requests. Must not block. */
  @FunctionalInterface
  interface Handler {
    /** Returns the response; what is thrown here, or ends the stage, is answered as an error. */
    CompletionStage<HttpResponse> answer(ApiRequest request);
  }

  @Override
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    request
        .getHeader(TimeoutAccess.class)
        .ifPresent(t -> t.timeoutAccess().updateTimeout(settings.timeout().plus(GRACE)));
    boolean form = isForm(request);
    return Bodies.read(
            request.entity(), settings.maxBodyBytes(), settings.bodyTimeout(), materializer)
        .thenCompose(body -> handler.answer(read(request, form ? body : new byte[0])))
        .exceptionally(thrown -> ApiError.of(Replies.toVarve(thrown)))
        .thenApply(response -> Cors.apply(request, response));
  }

  private static boolean isForm(HttpRequest request) {
    MediaType type = request.entity().getContentType().mediaType();
    return type.mainType().equals("application") && type.subType().equals("x-www-form-urlencoded");
  }

  private static ApiRequest read(HttpRequest request, byte[] form) {
    TenantId tenant = TenantHeader.of(request);
    Parameters parameters =
        Parameters.parse(
            new String(form, StandardCharsets.UTF_8), request.getUri().rawQueryString().orElse(""));
    return new ApiRequest(
        tenant,
        request.getUri().path(),
        new ApiParameters(parameters),
        ClientConnection.of(request));
  }
}
