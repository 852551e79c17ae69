package io.varve.node;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A clock for tests that begins where it is told and runs at its own rate. Thread-safe. */
final class ScaledClock implements InstantSource {
  private final Instant origin;
  private final double rate;
  private final LongSupplier nanos;
  private final long begun;

  /**
   * Starts the clock.
   *
   * @param rate seconds on it in one second of {@code nanos}
   */
  ScaledClock(Instant origin, double rate, LongSupplier nanos) {
    this.origin = origin;
    this.rate = rate;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return origin.plusNanos((long) ((nanos.getAsLong() - begun) * rate));
  }
}
