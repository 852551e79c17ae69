package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import io.varve.http.server.ApiError;
import io.varve.http.server.ClientConnection;
import io.varve.http.server.Replies;
import io.varve.model.ErrorCode;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.engine.QueryStatistics;
import io.varve.promql.exec.QueryControl;
import io.varve.promql.value.QueryException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One query from its place at the gate to the last byte of its answer. It ends early when its time
 * is up or its client has gone, whether it waits, is evaluated, or waits for the client to read.
 * Where others leave it too little memory it gives back what it holds and waits anew, as long as
 * nothing of its answer was sent. Thread-safe.
 */
final class QueryRun {
  /** How much of a long answer is made at a time. */
  private static final int PIECE_BYTES = 256 << 10;

  private static final String EVALUATION = "expression evaluation";

  private final QueryEndpoints endpoints;
  private final TenantId tenant;
  private final QueryRequest request;
  private final QueryTimings timings;
  private final QueryControl control = new QueryControl();

  /** Held while the answer is made, or freed. */
  private final Lock lock = new ReentrantLock();

  private final Runnable unlist;
  private volatile QueryGate.Place place;
  private volatile Runnable unwatch = () -> {};
  private volatile @Nullable QueryResult result;
  private @Nullable VarveException end;
  private boolean over;

  private QueryRun(QueryEndpoints endpoints, TenantId tenant, QueryRequest request) {
    this.endpoints = endpoints;
    this.tenant = tenant;
    this.request = request;
    timings = new QueryTimings(endpoints.nanoTime());
    place = endpoints.gate().enter(tenant);
    unlist = endpoints.active().add(this);
  }

  /** Runs a query; the stage does not fail. */
  static CompletionStage<HttpResponse> start(
      QueryEndpoints endpoints, ApiRequest asked, QueryRequest request) {
    QueryRun run = new QueryRun(endpoints, asked.tenant(), request);
    run.watch(asked.connection());
    return run.attempt(0).exceptionally(run::failed);
  }

  TenantId tenant() {
    return tenant;
  }

  /** Writes what is asked for and how far it is as members of the object that is open. */
  void describe(JsonWriter json) {
    request.describe(json);
    boolean waits = !place.granted().isDone();
    json.key("state").string(waits ? "waiting" : "running");
    json.key("durationSeconds").number(timings.total() / 1e9);
    QueryStatistics used = used();
    json.key("samples").number(used.totalSamples());
    json.key("peakBytes").number(used.peakBytes());
  }

  private QueryStatistics used() {
    QueryResult evaluated = result;
    return evaluated == null ? QueryStatistics.NONE : evaluated.statistics();
  }

  /**
   * Makes the beginning of the answer once there is a place.
   *
   * @param share of the memory that the place was asked for with
   */
  private CompletionStage<HttpResponse> attempt(int share) {
    return place
        .granted()
        .thenApplyAsync(_ -> firstPiece(), endpoints.executor())
        .exceptionallyCompose(
            thrown -> {
              VarveException failure = Replies.toVarve(thrown);
              if (failure.code() != ErrorCode.QUERY_MEMORY || share == QueryGate.WHOLE) {
                return CompletableFuture.failedFuture(failure);
              }
              int more = share == 0 ? 1 : 2 * share;
              waitAgain(more);
              return attempt(more);
            });
  }

  /** Gives everything back, and asks for a place anew. */
  private void waitAgain(int share) {
    lock.lock();
    try {
      checkOpen();
      free();
      place.leave(QueryException.cancelled(EVALUATION));
      place = endpoints.gate().enterAgain(tenant, share);
    } finally {
      lock.unlock();
    }
  }

  private void free() {
    QueryResult evaluated = result;
    if (evaluated != null) {
      evaluated.close();
      result = null;
    }
  }

  private void watch(ClientConnection connection) {
    if (!request.timeout().isPositive()) {
      control.timeOut();
    }
    Runnable timer =
        endpoints.schedule(
            request.timeout(),
            () -> {
              control.timeOut();
              stop(QueryException::timeout);
            });
    Runnable registration =
        connection.whenClosed(
            () -> {
              control.cancel();
              stop(QueryException::cancelled);
            });
    unwatch =
        () -> {
          timer.run();
          registration.run();
        };
  }

  /** Ends the query from outside; what is under way on other threads notices by itself. */
  private void stop(Function<String, QueryException> reason) {
    if (!place.giveUp(reason.apply("query queue"))) {
      endpoints.executor().execute(() -> close(reason.apply(EVALUATION)));
    }
  }

  private HttpResponse firstPiece() {
    timings.entered();
    ResultWriter writer;
    boolean complete;
    lock.lock();
    try {
      checkOpen();
      QueryResult evaluated =
          request.evaluate(endpoints.engine(), endpoints.source().storage(tenant), control);
      result = evaluated;
      writer = new ResultWriter(request, evaluated, timings);
      complete = writer.writeUntil(endpoints.settings().headBytes());
    } finally {
      lock.unlock();
    }
    if (complete) {
      close(null);
      return ApiReply.of(writer.take());
    }
    Source<ByteString, NotUsed> pieces =
        Source.single(ByteString.fromArrayUnsafe(writer.take())).concat(rest(writer));
    return HttpResponse.create()
        .withEntity(HttpEntities.createChunked(ContentTypes.APPLICATION_JSON, pieces));
  }

  /** What fails here fails the stream, which aborts the connection. */
  private Source<ByteString, NotUsed> rest(ResultWriter writer) {
    return Source.unfoldResourceAsync(
        () -> CompletableFuture.completedFuture(writer),
        _ -> CompletableFuture.supplyAsync(() -> nextPiece(writer), endpoints.executor()),
        _ ->
            CompletableFuture.supplyAsync(
                () -> {
                  close(null);
                  return Done.getInstance();
                },
                endpoints.executor()));
  }

  private Optional<ByteString> nextPiece(ResultWriter writer) {
    lock.lock();
    try {
      checkOpen();
      writer.writeUntil(PIECE_BYTES);
      byte[] piece = writer.take();
      return piece.length == 0 ? Optional.empty() : Optional.of(ByteString.fromArrayUnsafe(piece));
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() {
    if (over) {
      throw end == null ? QueryException.cancelled(EVALUATION) : end;
    }
  }

  /** Frees everything, once. */
  private void close(@Nullable VarveException reason) {
    lock.lock();
    try {
      if (over) {
        return;
      }
      over = true;
      end = reason;
      unwatch.run();
      unlist.run();
      QueryStatistics used = used();
      try {
        free();
      } finally {
        place.leave(QueryException.cancelled(EVALUATION));
      }
      endpoints.slow().ended(tenant, request, timings, used, reason);
    } finally {
      lock.unlock();
    }
  }

  private HttpResponse failed(Throwable thrown) {
    VarveException failure = Replies.toVarve(thrown);
    close(failure);
    return ApiError.of(failure);
  }
}
