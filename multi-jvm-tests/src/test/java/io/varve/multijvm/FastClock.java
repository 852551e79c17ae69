package io.varve.multijvm;

import java.time.Instant;
import java.time.InstantSource;

/** The time that senders and nodes of a test live in, quicker than ours. Thread-safe. */
final class FastClock implements InstantSource {
  private static final Instant ORIGIN = Instant.parse("2026-03-01T00:00:00Z");

  private final int rate;
  private final long begun = System.nanoTime();

  /** Starts a clock on which so many seconds pass in one of ours. */
  FastClock(int rate) {
    this.rate = rate;
  }

  @Override
  public Instant instant() {
    return ORIGIN.plusNanos((System.nanoTime() - begun) * rate);
  }

  /** The flags by which a node that starts now has the same time, but for its start-up. */
  String[] flags() {
    return new String[] {
      "--test",
      "--set",
      "varve.test.clock.origin=\"%s\"".formatted(instant()),
      "--set",
      "varve.test.clock.rate=" + rate
    };
  }
}
