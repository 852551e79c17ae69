package io.varve.sharding.routing;

import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.ingest.WriteResult;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A request that waits for its shards. Thread-safe: shards answer at the same time.
 *
 * <p>The request's buffers are the caller's again once the result is out; so whoever wants to look
 * into them does it through {@link #ifWaiting}.
 */
final class PendingWrite {
  private final Object lock = new Object();
  private final WriteRequest request;
  private final long deadline;
  private final CompletableFuture<WriteResult> result = new CompletableFuture<>();
  private WriteResult sum;
  private int left;
  private boolean over;

  /**
   * Begins to wait.
   *
   * @param deadline on the router's clock, ns
   * @param parts how many shards will answer
   * @param before what is known already
   */
  PendingWrite(WriteRequest request, long deadline, int parts, WriteResult before) {
    this.request = request;
    this.deadline = deadline;
    this.left = parts;
    this.sum = before;
  }

  CompletableFuture<WriteResult> result() {
    return result;
  }

  long deadline() {
    return deadline;
  }

  /** One part is answered. */
  void answered(WriteResult part) {
    WriteResult complete = null;
    synchronized (lock) {
      if (over) {
        return;
      }
      sum = sum.plus(part);
      if (--left == 0) {
        over = true;
        complete = sum;
      }
    }
    if (complete != null) {
      result.complete(complete);
    }
  }

  /** Answers now, whatever is missing. */
  void expire(int retryAfterSeconds, String reason) {
    WriteResult complete;
    synchronized (lock) {
      if (over) {
        return;
      }
      over = true;
      complete = sum.plus(WriteResult.interrupted(retryAfterSeconds, reason));
    }
    result.complete(complete);
  }

  /** Runs an action on the request unless its buffers have been given back. */
  void ifWaiting(Consumer<WriteRequest> action) {
    synchronized (lock) {
      if (!over) {
        action.accept(request);
      }
    }
  }

  /** More answers will come than was said: a part is sent in two. */
  void expectOneMore() {
    synchronized (lock) {
      left++;
    }
  }
}
