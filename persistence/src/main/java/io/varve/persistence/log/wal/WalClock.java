package io.varve.persistence.log.wal;

import java.util.concurrent.locks.LockSupport;

/** The time that passes, and waiting for it. Tests have a clock of their own. */
interface WalClock {
  /** The clock of this machine. */
  WalClock SYSTEM =
      new WalClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pause(long nanos) {
          LockSupport.parkNanos(nanos);
        }
      };

  /** Nanoseconds since any moment. */
  long nanoTime();

  /** Lets time pass; may return early. */
  void pause(long nanos);
}
