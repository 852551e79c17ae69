package io.varve.http.server;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Set<Runnable> tasks = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private ClientConnection() {}

  /** Answers requests; the stage never fails. */
  interface Handler {
    CompletionStage<HttpResponse> handle(HttpRequest request);
  }

  /** Returns the connection of a request. */
  public static ClientConnection of(HttpRequest request) {
    return request.getAttribute(KEY).orElseGet(ClientConnection::new);
  }

  /**
   * Runs a task once nobody waits for answers any more, perhaps at once; more than once perhaps.
   *
   * @return to be run when the task is no longer wanted
   */
  public Runnable whenClosed(Runnable task) {
    tasks.add(task);
    if (closed) {
      task.run();
    }
    return () -> tasks.remove(task);
  }

  private void close() {
    closed = true;
    tasks.forEach(Runnable::run);
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
              ended.whenComplete((_, _) -> close());
              return unused;
            })
        .mapAsync(REQUESTS_AHEAD, request -> handler.handle(request.addAttribute(KEY, this)));
  }
}
