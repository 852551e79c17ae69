package io.varve.promql.plan;

import io.varve.promql.value.QueryException;
import java.util.List;

/** Which functions there are of anchored and of smoothed range vectors. */
final class ExtendedRanges {
  private static final List<String> ANCHORED =
      List.of("changes", "delta", "increase", "rate", "resets");

  private static final List<String> SMOOTHED = List.of("delta", "increase", "rate");

  private ExtendedRanges() {}

  /**
   * Checks that a function may be called with a range vector.
   *
   * @throws QueryException if it may not
   */
  static void check(String function, Selection range) {
    if (range.anchored()) {
      check(function, "anchored", ANCHORED);
    } else if (range.smoothed()) {
      check(function, "smoothed", SMOOTHED);
    }
  }

  private static void check(String function, String modifier, List<String> functions) {
    if (!functions.contains(function)) {
      throw QueryException.execution(
          "%s modifier can only be used with: %s - not with %s"
              .formatted(modifier, String.join(", ", functions), function));
    }
  }
}
