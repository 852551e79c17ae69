package io.varve.persistence.log.wal;

import java.util.concurrent.CompletableFuture;

/** Calls a writer's steps: a thread, or a test that wants to know when. */
interface WalDriver {
  /** Begins to call; once. */
  void start(WalWriter writer);

  /** There may be something to do. */
  void wake();

  /** Waits until a stage that the writer will complete is completed. */
  <T> T await(CompletableFuture<T> stage);

  /** Waits until the writer has ended. */
  void join();
}
