package io.varve.persistence.log.wal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Steps the writer when the test says so, on the test's thread. */
final class ManualDriver implements WalDriver {
  private final ManualClock clock;
  private @Nullable WalWork writer;

  ManualDriver(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public void start(WalWork started) {
    writer = started;
  }

  @Override
  public void wake() {}

  /** Does one piece of work, letting the time pass that it asks for. */
  void step() {
    long wait = writer.step();
    clock.pause(wait == WalWriter.IDLE ? 0 : wait);
  }

  /** Works until there is nothing left to do. */
  void stepAll() {
    for (long wait = writer.step(); wait != WalWriter.IDLE; wait = writer.step()) {
      clock.pause(wait);
    }
    clock.pause(0);
  }

  @Override
  public <T> T await(CompletableFuture<T> stage) {
    while (!stage.isDone()) {
      step();
    }
    return stage.join();
  }

  @Override
  public void join() {
    while (!writer.hasEnded()) {
      step();
    }
  }
}
