package io.varve.persistence.log.chain;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a machine, neither of which is right alone: the wall clock may be set, the
 * monotonic one may stand still while the machine sleeps.
 *
 * @param wall the time of day
 * @param nanos a monotonic clock, in nanoseconds
 */
public record Clocks(InstantSource wall, LongSupplier nanos) {
  /** A moment by both clocks. */
  record Moment(long wallMillis, long nanos) {}

  Moment now() {
    return new Moment(wall.millis(), nanos.getAsLong());
  }

  /** Whether more than a duration has passed since a moment by either clock: it may have. */
  boolean mayBeOlder(Moment moment, Duration duration) {
    return wall.millis() - moment.wallMillis() > duration.toMillis() || isOlder(moment, duration);
  }

  /** Whether more than a duration has passed by the monotonic clock: it has. */
  boolean isOlder(Moment moment, Duration duration) {
    return nanos.getAsLong() - moment.nanos() > duration.toNanos();
  }
}
