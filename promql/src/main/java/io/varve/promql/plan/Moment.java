package io.varve.promql.plan;

import org.jspecify.annotations.Nullable;

/**
 * Where a selector or subquery stands in time, relative to the step that is evaluated or fixed.
 *
 * @param offsetMs how far back, in ms; negative looks ahead
 * @param at the time given by {@code @}, in ms, {@code start()} and {@code end()} resolved; null
 *     where the step's own time counts
 */
public record Moment(long offsetMs, @Nullable Long at) {
  /** The step's own time. */
  public static final Moment STEP = new Moment(0, null);

  /** Returns the time that is looked at, in ms, when the given step is evaluated. */
  public long time(long step) {
    return (at == null ? step : at) - offsetMs;
  }

  /** Returns whether every step looks at the same time. */
  public boolean fixed() {
    return at != null;
  }
}
