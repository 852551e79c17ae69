package io.varve.persistence.fs;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts those who use something that must be closed after the last of them. Begins with one
 * reference, the creator's. Thread-safe.
 */
public final class ReferenceCount {
  private final String name;
  private final AtomicInteger count = new AtomicInteger(1);

  /** Counts references to what {@code name} names in messages. */
  public ReferenceCount(String name) {
    this.name = name;
  }

  /**
   * Adds a reference.
   *
   * @throws IllegalStateException if the last one has been given back
   */
  public void retain() {
    if (count.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0) {
      throw new IllegalStateException(name + " is closed");
    }
  }

  /**
   * Gives a reference back.
   *
   * @return whether it was the last one: the caller then closes
   * @throws IllegalStateException if there was none left
   */
  public boolean release() {
    int before = count.getAndUpdate(n -> n == 0 ? 0 : n - 1);
    if (before == 0) {
      throw new IllegalStateException(name + " is closed already");
    }
    return before == 1;
  }
}
