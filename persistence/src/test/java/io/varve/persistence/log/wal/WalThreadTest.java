package io.varve.persistence.log.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WalThreadTest {
  /** More work comes during the first step, after which it waits for something, as for a lock. */
  private static final class WokenInAStep implements WalWork {
    private final WalThread driver;
    private final CountDownLatch secondStep = new CountDownLatch(1);
    private volatile boolean ended;
    private boolean begun;

    WokenInAStep(WalThread driver) {
      this.driver = driver;
    }

    @Override
    public long step() {
      if (begun) {
        secondStep.countDown();
        ended = true;
        return 0;
      }
      begun = true;
      driver.wake();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      return WalWriter.IDLE;
    }

    @Override
    public boolean hasEnded() {
      return ended;
    }

    @Override
    public void giveUp(Throwable bug) {
      throw new AssertionError(bug);
    }
  }

  @Test
  @Timeout(30)
  void aWakeUpDuringAStepIsNotLost() throws InterruptedException {
    WalThread driver = new WalThread();
    WokenInAStep work = new WokenInAStep(driver);
    driver.start(work);
    assertThat(work.secondStep.await(20, TimeUnit.SECONDS)).isTrue();
    driver.join();
  }
}
