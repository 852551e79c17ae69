package io.varve.http.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /-/healthy} answers as soon as the process serves HTTP, {@code /-/ready} once the node can
 * take and give samples.
 */
public final class HealthEndpoints {
  private HealthEndpoints() {}

  /** Adds both endpoints. */
  public static void addTo(Routes.Builder routes, Readiness readiness) {
    routes.add(HttpMethods.GET, "/-/healthy", _ -> now(Replies.text(200, "Varve is Healthy.")));
    routes.add(HttpMethods.GET, "/-/ready", _ -> now(ready(readiness.reasonAgainst())));
  }

  private static HttpResponse ready(String reasonAgainst) {
    return reasonAgainst.isEmpty()
        ? Replies.text(200, "Varve is Ready.")
        : Replies.text(503, "Service Unavailable: " + reasonAgainst);
  }

  private static CompletionStage<HttpResponse> now(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
