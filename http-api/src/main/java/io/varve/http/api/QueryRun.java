package io.varve.http.api;

import io.varve.http.server.ApiError;
import io.varve.http.server.ClientConnection;
import io.varve.http.server.Replies;
import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.exec.QueryControl;
import io.varve.promql.parse.ParseException;
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
 * Thread-safe.
 */
final class QueryRun {
  /** How much of a long answer is made at a time. */
  private static final int PIECE_BYTES = 256 << 10;

  private static final String EVALUATION = "expression evaluation";

  private final QueryEndpoints endpoints;
  private final QueryRequest request;
  private final QueryTimings timings;
  private final QueryControl control = new QueryControl();
  private final CompletableFuture<Void> place;

  /** Held while the answer is made, or freed. */
  private final Lock lock = new ReentrantLock();

  private volatile Runnable unwatch = () -> {};
  private @Nullable QueryResult result;
  private @Nullable QueryException end;
  private boolean over;

  private QueryRun(QueryEndpoints endpoints, QueryRequest request) {
    this.endpoints = endpoints;
    this.request = request;
    timings = new QueryTimings(endpoints.nanoTime());
    place = endpoints.gate().enter();
  }

  /** Runs a query; the stage does not fail. */
  static CompletionStage<HttpResponse> start(
      QueryEndpoints endpoints, ApiRequest asked, QueryRequest request) {
    QueryRun run = new QueryRun(endpoints, request);
    run.watch(asked.connection());
    return run.place
        .thenApplyAsync(_ -> run.firstPiece(asked), endpoints.executor())
        .exceptionally(run::failed);
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
    if (!place.completeExceptionally(reason.apply("query queue"))) {
      endpoints.executor().execute(() -> close(reason.apply(EVALUATION)));
    }
  }

  private HttpResponse firstPiece(ApiRequest asked) {
    timings.entered();
    ResultWriter writer;
    boolean complete;
    lock.lock();
    try {
      checkOpen();
      QueryResult evaluated = evaluate(asked);
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

  private QueryResult evaluate(ApiRequest asked) {
    try {
      return request.evaluate(
          endpoints.engine(), endpoints.source().storage(asked.tenant()), control);
    } catch (ParseException e) {
      throw ApiParameters.invalid("query", String.valueOf(e.getMessage()));
    } catch (VarveException e) {
      throw e.code() == ErrorCode.INVALID_QUERY
          ? ApiParameters.invalid("query", e.getMessage())
          : e;
    }
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
  private void close(@Nullable QueryException reason) {
    lock.lock();
    try {
      if (over) {
        return;
      }
      over = true;
      end = reason;
      unwatch.run();
      endpoints.gate().leave();
      if (result != null) {
        result.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whoever has no place has nothing else to give back either. */
  private HttpResponse failed(Throwable thrown) {
    if (!place.isCompletedExceptionally()) {
      close(null);
    }
    unwatch.run();
    return ApiError.of(Replies.toVarve(thrown));
  }
}
