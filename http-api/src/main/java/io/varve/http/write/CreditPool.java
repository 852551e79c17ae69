package io.varve.http.write;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all requests under way may hold together. Whoever gets none is told to come back,
 * so that memory is bounded whatever senders do. Thread-safe.
 */
public final class CreditPool {
  private final long capacity;
  private final AtomicLong taken = new AtomicLong();

  /** Makes a pool of that many bytes. */
  public CreditPool(long capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a pool of " + capacity + " bytes");
    }
    this.capacity = capacity;
  }

  /**
   * Takes bytes, all of them or none. A request larger than the whole pool is let in when it is
   * alone, or it would never be.
   */
  public boolean tryTake(long bytes) {
    long before;
    do {
      before = taken.get();
      if (before > 0 && before + bytes > capacity) {
        return false;
      }
    } while (!taken.compareAndSet(before, before + bytes));
    return true;
  }

  /** Gives back bytes that were taken. */
  public void giveBack(long bytes) {
    if (taken.addAndGet(-bytes) < 0) {
      throw new IllegalStateException("more credit given back than taken");
    }
  }

  /** Returns how many bytes are taken. */
  public long taken() {
    return taken.get();
  }
}
