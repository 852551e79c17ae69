package io.varve.promql.gather;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Work that an executor may do ahead; who needs the result before a thread was free does it itself.
 * So a query goes on even on an executor whose threads are all taken by queries that wait.
 */
final class Task<T> {
  private final FutureTask<T> future;

  private Task(Callable<T> work) {
    future = new FutureTask<>(work);
  }

  /** Hands the work to the executor. */
  static <T> Task<T> start(Callable<T> work, Executor executor) {
    Task<T> task = new Task<>(work);
    try {
      executor.execute(task.future);
    } catch (RejectedExecutionException _) {
      // There is no thread for it, now or ever: join does it.
    }
    return task;
  }

  /** Returns the result, or throws what the work has thrown. Blocks. */
  T join() {
    future.run();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException _) {
          // Queries are ended through their QueryControl, which the work looks at.
          interrupted = true;
        } catch (ExecutionException e) {
          throw unchecked(Objects.requireNonNull(e.getCause()));
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Keeps the work from beginning, or else waits until it is over; returns what came of it. */
  Optional<T> abandon() {
    if (future.cancel(false) || future.isCancelled()) {
      return Optional.empty();
    }
    try {
      return Optional.of(join());
    } catch (RuntimeException | Error _) {
      // The one who abandons the work has met this already, or has failed for a reason of its own.
      return Optional.empty();
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(cause);
    };
  }
}
