package io.varve.http.server;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;

/**
 * Finds the endpoint of a request by its whole path and its method: one look-up in a map, because
 * on the write path every microsecond is paid for each request. Paths with a {@code *} in place of
 * one segment are tried after that.
 *
 * <p>Immutable once built; thread-safe.
 */
public final class Routes {
  private static final String ANY_SEGMENT = "/*/";

  private final Map<String, Map<String, Endpoint>> endpoints;

  private Routes(Map<String, Map<String, Endpoint>> endpoints) {
    this.endpoints = endpoints;
  }

  /** Returns a builder without routes. */
  public static Builder builder() {
    return new Builder();
  }

  /** Answers a request; the stage never fails. */
  CompletionStage<HttpResponse> handle(HttpRequest request, Materializer materializer) {
    String path = request.getUri().path();
    Map<String, Endpoint> methods = endpoints.get(path);
    if (methods == null) {
      methods = withAnySegment(path);
    }
    Endpoint endpoint = methods.get(request.method().name());
    if (endpoint == null && isPreflight(request, path)) {
      request.discardEntityBytes(materializer);
      return CompletableFuture.completedFuture(
          Cors.apply(request, HttpResponse.create().withStatus(204)));
    }
    if (endpoint == null) {
      request.discardEntityBytes(materializer);
      return CompletableFuture.completedFuture(
          methods.isEmpty() ? notFound(path) : notAllowed(methods));
    }
    try {
      return endpoint.handle(request).exceptionally(Replies::failure);
    } catch (RuntimeException e) {
      request.discardEntityBytes(materializer);
      return CompletableFuture.completedFuture(Replies.failure(e));
    }
  }

  /** A browser asks whether a script may ask. */
  private static boolean isPreflight(HttpRequest request, String path) {
    return request.method().equals(HttpMethods.OPTIONS) && path.startsWith("/api/v1/");
  }

  private Map<String, Endpoint> withAnySegment(String path) {
    for (Map.Entry<String, Map<String, Endpoint>> e : endpoints.entrySet()) {
      int at = e.getKey().indexOf(ANY_SEGMENT);
      if (at >= 0 && matches(e.getKey(), at + 1, path)) {
        return e.getValue();
      }
    }
    return Map.of();
  }

  private static boolean matches(String pattern, int star, String path) {
    int behind = path.length() - (pattern.length() - star - 1);
    return behind > star
        && path.startsWith(pattern.substring(0, star))
        && path.endsWith(pattern.substring(star + 1))
        && path.indexOf('/', star) == behind;
  }

  private static HttpResponse notFound(String path) {
    return path.startsWith("/api/")
        ? ApiError.of(new VarveException(ErrorCode.NOT_FOUND, "no such endpoint: " + path))
        : Replies.text(404, "404 page not found");
  }

  private static HttpResponse notAllowed(Map<String, Endpoint> methods) {
    return Replies.text(405, "Method Not Allowed")
        .addHeader(RawHeader.create("Allow", String.join(", ", methods.keySet())));
  }

  /** Collects routes. */
  public static final class Builder {
    private final Map<String, Map<String, Endpoint>> endpoints = new HashMap<>();

    private Builder() {}

    /**
     * Adds a route.
     *
     * @param path as clients write it; one segment that is {@code *} stands for any
     */
    public Builder add(HttpMethod method, String path, Endpoint endpoint) {
      Endpoint previous =
          endpoints.computeIfAbsent(path, _ -> new TreeMap<>()).put(method.name(), endpoint);
      if (previous != null) {
        throw new IllegalArgumentException(method.name() + " " + path + " is routed twice");
      }
      return this;
    }

    /** Returns the routes added so far. */
    public Routes build() {
      Map<String, Map<String, Endpoint>> copy = new HashMap<>();
      endpoints.forEach((path, methods) -> copy.put(path, new TreeMap<>(methods)));
      return new Routes(copy);
    }
  }
}
