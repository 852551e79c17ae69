package io.varve.benchmarks.query;

import java.time.Duration;
import java.time.Instant;

/**
 * The times for which the servers have samples, and those that are asked for.
 *
 * @param first when the first samples are
 * @param last when the last ones are
 */
record DataTimes(Instant first, Instant last) {
  static final Duration STEP = Duration.ofSeconds(15);
  private static final Duration RANGE = Duration.ofHours(1);

  /** By then a window of five minutes is full. */
  private static final Duration FILLED = Duration.ofMinutes(6);

  /** Of a range's first step two samples are there. */
  private static final Duration BEGUN = Duration.ofSeconds(2 * STEP.toSeconds());

  /** Returns a time to evaluate at, another one for each part of the way from 0 to 1. */
  Instant instant(double part) {
    return between(first.plus(FILLED), last, part);
  }

  /** Returns when an hour begins, another one for each part of the way from 0 to 1. */
  Instant begin(double part) {
    return between(first.plus(BEGUN), last.minus(RANGE), part);
  }

  /** Returns when the hour ends that begins there. */
  Instant end(double part) {
    return begin(part).plus(RANGE);
  }

  private static Instant between(Instant from, Instant to, double part) {
    return from.plusMillis((long) (part * Duration.between(from, to).toMillis()));
  }
}
