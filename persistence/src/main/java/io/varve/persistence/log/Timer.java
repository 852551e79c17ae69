package io.varve.persistence.log;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs something later, on a thread that must not block. Thread-safe. */
@FunctionalInterface
public interface Timer {
  /**
   * Runs a task once, not before the delay has passed by the monotonic clock. A timer that is
   * stopped drops its tasks.
   */
  void after(Duration delay, Runnable task);

  /** The timer of this machine; tasks run on the common pool. */
  static Timer system() {
    return (delay, task) ->
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(task);
  }
}
