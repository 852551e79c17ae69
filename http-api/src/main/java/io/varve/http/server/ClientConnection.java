package io.varve.http.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Flow;

/** The connection that requests come by. Thread-safe. */
public final class ClientConnection {
  private static final AttributeKey<ClientConnection> KEY =
      AttributeKey.create("varve-client-connection", ClientConnection.class);

  /**
   * A connection that nothing is read from is not seen to close. So one request is asked for beyond
   * the one under way; hardly any client sends it before it has the answer.
   */
  private static final int REQUESTS_AHEAD = 2;

  private final CompletableFuture<Done> closed = new CompletableFuture<>();

  private ClientConnection() {}

  /** Answers requests; the stage never fails. */
  interface Handler {
    CompletionStage<HttpResponse> handle(HttpRequest request);
  }

  /** Returns the connection of a request. */
  public static ClientConnection of(HttpRequest request) {
    return request.getAttribute(KEY).orElseGet(ClientConnection::new);
  }

  /** Runs a task once nobody waits for answers any more; at once if that is so already. */
  public void whenClosed(Runnable task) {
    closed.thenRun(task);
  }

  /** Returns what serves the requests of a connection, to be run anew for each one. */
  static Flow<HttpRequest, HttpResponse, NotUsed> serving(Handler handler) {
    return Flow.<HttpRequest, HttpResponse, NotUsed>fromMaterializer(
            (_, _) -> new ClientConnection().requests(handler))
        .mapMaterializedValue(_ -> NotUsed.getInstance());
  }

  private Flow<HttpRequest, HttpResponse, NotUsed> requests(Handler handler) {
    return Flow.of(HttpRequest.class)
        .watchTermination(
            (unused, ended) -> {
              ended.whenComplete((_, _) -> closed.complete(Done.getInstance()));
              return unused;
            })
        .mapAsync(REQUESTS_AHEAD, request -> handler.handle(request.addAttribute(KEY, this)));
  }
}
