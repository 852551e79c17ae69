package io.varve.persistence.log.wal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one platform thread that writes the log. */
final class WalThread implements WalDriver {
  private static final Logger LOG = LoggerFactory.getLogger(WalThread.class);

  private volatile @Nullable Thread thread;

  @Override
  public void start(WalWriter writer) {
    thread = Thread.ofPlatform().name("varve-wal").daemon().start(() -> run(writer));
  }

  private void run(WalWriter writer) {
    try {
      while (!writer.hasEnded()) {
        long wait = writer.step();
        if (wait > 0) {
          LockSupport.parkNanos(this, wait);
        }
      }
    } catch (RuntimeException | Error e) {
      LOG.error("The write-ahead log has failed; nothing is written any more.", e);
      writer.giveUp(e);
      throw e;
    }
  }

  @Override
  public void wake() {
    LockSupport.unpark(thread);
  }

  @Override
  public <T> T await(CompletableFuture<T> stage) {
    return stage.join();
  }

  @Override
  public void join() {
    Thread running = thread;
    boolean interrupted = false;
    while (running != null && running.isAlive()) {
      try {
        running.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
