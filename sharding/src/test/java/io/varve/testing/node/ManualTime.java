package io.varve.testing.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until the test turns it. Thread-safe. */
public final class ManualTime implements InstantSource {
  private final AtomicLong millis;

  /**
   * Creates a clock.
   *
   * @param millis what it shows, ms since the Unix epoch
   */
  public ManualTime(long millis) {
    this.millis = new AtomicLong(millis);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }

  @Override
  public long millis() {
    return millis.get();
  }

  /** The same clock as a monotonic one, ns. */
  public long nanos() {
    return millis.get() * 1_000_000;
  }

  /** Turns the clock forward. */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("a clock does not go back: " + by);
    }
    millis.addAndGet(by.toMillis());
  }
}
