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

  /**
   * Whether a wake-up came since the last step began. Parking alone would not remember it: a step
   * that waits for a lock on its way uses up the thread's permit.
   */
  private volatile boolean woken;

  @Override
  public void start(WalWork work) {
    thread = Thread.ofPlatform().name("varve-wal").daemon().start(() -> run(work));
  }

  private void run(WalWork work) {
    try {
      while (!work.hasEnded()) {
        woken = false;
        long wait = work.step();
        if (wait > 0 && !woken) {
          LockSupport.parkNanos(this, wait);
        }
      }
    } catch (RuntimeException | Error e) {
      LOG.error("The write-ahead log has failed; nothing is written any more.", e);
      work.giveUp(e);
      throw e;
    }
  }

  @Override
  public void wake() {
    woken = true;
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
