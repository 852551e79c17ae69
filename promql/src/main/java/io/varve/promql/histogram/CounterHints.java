package io.varve.promql.histogram;

import static io.varve.model.CounterResetHint.GAUGE;
import static io.varve.model.CounterResetHint.NOT_RESET;
import static io.varve.model.CounterResetHint.RESET;
import static io.varve.model.CounterResetHint.UNKNOWN;

import io.varve.model.CounterResetHint;

/** What two hints come to; independent of order. */
final class CounterHints {
  private CounterHints() {}

  static CounterResetHint ofBoth(CounterResetHint a, CounterResetHint b) {
    if (a == b) {
      return a;
    }
    return a == GAUGE || b == GAUGE ? GAUGE : UNKNOWN;
  }

  /** Returns whether one counter has begun anew and the other has not. */
  static boolean collide(CounterResetHint a, CounterResetHint b) {
    return (a == RESET && b == NOT_RESET) || (a == NOT_RESET && b == RESET);
  }
}
