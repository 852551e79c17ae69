package io.varve.http.server;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Answers the requests of one path and method. Thread-safe, and never blocks: it is called on the
 * thread of the connection.
 */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a request. Its entity must be read, discarded or cancelled, or the connection stalls.
   *
   * @return the response; a failed stage, or an exception thrown here, is answered by {@link
   *     Replies#failure}
   */
  CompletionStage<HttpResponse> handle(HttpRequest request);
}
