package io.varve.http.api;

import io.varve.promql.exec.MemoryPool;
import java.util.concurrent.atomic.AtomicLong;

/** What all queries of the node may hold together. Thread-safe. */
final class QueryMemory implements MemoryPool {
  /** New queries wait while less than this part of the pool is free. */
  private static final int SCARCE = 8;

  private final long limit;
  private final long plenty;
  private final AtomicLong held = new AtomicLong();
  private volatile Runnable whenPlenty = () -> {};

  /**
   * Makes a pool.
   *
   * @param limit in bytes
   */
  QueryMemory(long limit) {
    this.limit = limit;
    plenty = limit - limit / SCARCE;
  }

  /** Sets what is run whenever memory is no longer scarce. */
  void whenPlenty(Runnable task) {
    whenPlenty = task;
  }

  @Override
  public boolean reserve(long bytes) {
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    // Another one may have seen the pool fuller than it was.
    release(bytes);
    return false;
  }

  @Override
  public void release(long bytes) {
    long left = held.addAndGet(-bytes);
    if (left <= plenty && left + bytes > plenty) {
      whenPlenty.run();
    }
  }

  /** Returns whether there is too little for one more query. */
  boolean isScarce() {
    return held.get() > plenty;
  }

  /** Returns how many bytes are taken. */
  long held() {
    return held.get();
  }
}
