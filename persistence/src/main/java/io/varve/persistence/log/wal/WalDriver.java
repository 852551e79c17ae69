package io.varve.persistence.log.wal;

import java.util.concurrent.CompletableFuture;

/** Calls the writer's steps: a thread, or a test that wants to know when. */
interface WalDriver {
  /** Begins to call; once. */
  void start(WalWork work);

  /** There may be something to do. */
  void wake();

  /** Waits until a stage that the work will complete is completed. */
  <T> T await(CompletableFuture<T> stage);

  /** Waits until the work has ended. */
  void join();
}
