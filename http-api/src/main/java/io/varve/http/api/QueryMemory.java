package io.varve.http.api;

import io.varve.promql.exec.MemoryPool;
import java.util.concurrent.atomic.AtomicLong;

/** What all queries of the node may hold together. Thread-safe. */
final class QueryMemory implements MemoryPool {
  private final long limit;
  private final AtomicLong held = new AtomicLong();

  /**
   * Makes a pool.
   *
   * @param limit in bytes
   */
  QueryMemory(long limit) {
    this.limit = limit;
  }

  @Override
  public boolean reserve(long bytes) {
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  @Override
  public void release(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Returns how many bytes are taken. */
  long held() {
    return held.get();
  }
}
