package io.varve.promql.gather;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that an executor may do ahead; who needs the result before a thread was free does it itself.
 * So a query goes on even on an executor whose threads are all taken by queries that wait.
 */
final class Task<T> implements Runnable {
  private final FutureTask<T> future;

  /** Set by the one who does the work, or who keeps all others from it. */
  private final AtomicBoolean claimed = new AtomicBoolean();

  private Task(Callable<T> work) {
    future = new FutureTask<>(work);
  }

  /** Hands the work to the executor. */
  static <T> Task<T> start(Callable<T> work, Executor executor) {
    Task<T> task = new Task<>(work);
    try {
      executor.execute(task);
    } catch (RejectedExecutionException _) {
      // There is no thread for it, now or ever: join does it.
    }
    return task;
  }

  @Override
  public void run() {
    if (claimed.compareAndSet(false, true)) {
      future.run();
    }
  }

  /** Returns the result, or throws what the work has thrown. Blocks. */
  T join() {
    run();
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
    // A FutureTask can be cancelled while it runs, and would go on running.
    if (claimed.compareAndSet(false, true)) {
      future.cancel(false);
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
