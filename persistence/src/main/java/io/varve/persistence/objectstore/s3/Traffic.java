package io.varve.persistence.objectstore.s3;

import io.varve.persistence.objectstore.NoSuchObjectException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The requests under way to one store: so many at once, with so many bytes, in the order in which
 * they came. A request keeps its place until the store has answered or was given up. Thread-safe;
 * blocks.
 */
final class Traffic {
  /** Bytes are counted in pieces of this, rounded up. */
  private static final int UNIT = 1024;

  private static final int NOT_FOUND = 404;

  private final Semaphore requests;
  private final Semaphore units;
  private final int allUnits;
  private final Duration patience;

  /**
   * @param patience how long a request waits for its place
   */
  Traffic(int maxRequests, int maxBytes, Duration patience) {
    requests = new Semaphore(maxRequests, true);
    allUnits = Math.max(1, maxBytes / UNIT);
    units = new Semaphore(allUnits, true);
    this.patience = patience;
  }

  /** What a request does to an object, for sentences. */
  record What(String operation, String key) {
    @Override
    public String toString() {
      return operation + " of " + key;
    }
  }

  /** Sends a request and waits for what comes of it. */
  <T> T call(What what, long bytes, Supplier<CompletableFuture<T>> request) throws IOException {
    return await(what, start(what, bytes, request));
  }

  /**
   * Sends a request as soon as it has its place.
   *
   * @param bytes of the body that goes or is expected to come
   */
  <T> CompletableFuture<T> start(What what, long bytes, Supplier<CompletableFuture<T>> request)
      throws IOException {
    int weight = (int) Math.min(allUnits, (bytes + UNIT - 1) / UNIT);
    acquire(what, requests, 1);
    try {
      acquire(what, units, weight);
    } catch (IOException e) {
      requests.release();
      throw e;
    }
    CompletableFuture<T> answer;
    try {
      answer = request.get();
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<T> started = answer;
    CompletableFuture<T> _ =
        started.whenComplete(
            (_, _) -> {
              units.release(weight);
              requests.release();
            });
    return started;
  }

  /** Waits for the answer to a request; gives the request up when the thread is interrupted. */
  <T> T await(What what, CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get();
    } catch (ExecutionException | CancellationException e) {
      throw failure(what, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted(what, e);
    }
  }

  private void acquire(What what, Semaphore semaphore, int permits) throws IOException {
    try {
      if (!semaphore.tryAcquire(permits, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException(
            "%s: no place among the requests to the store within %s".formatted(what, patience));
      }
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  private static IOException failure(What what, Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof S3Exception s3
        && s3.statusCode() == NOT_FOUND
        && !(s3 instanceof NoSuchBucketException)) {
      return new NoSuchObjectException(what.key());
    }
    return new IOException("%s: %s".formatted(what, cause.getMessage()), cause);
  }

  private static InterruptedIOException interrupted(What what, InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException io = new InterruptedIOException(what + " was interrupted");
    io.initCause(e);
    return io;
  }
}
