package io.varve.promql.plan;

import io.varve.model.LabelMatcher;
import java.util.List;

/**
 * Which series a selector takes, and from when.
 *
 * @param matchers all of them must match; one on {@code __name__} is among them where a name was
 *     given
 * @param moment where in time
 * @param anchored whether the range has its boundaries' values (the {@code anchored} modifier)
 * @param smoothed whether values are interpolated (the {@code smoothed} modifier)
 * @param countsOnly whether of histograms nothing but count and sum is needed; what their buckets
 *     say of counter resets is then found out where samples are read
 */
public record Selection(
    List<LabelMatcher> matchers,
    Moment moment,
    boolean anchored,
    boolean smoothed,
    boolean countsOnly) {
  /** Copies the list. */
  public Selection {
    matchers = List.copyOf(matchers);
  }
}
