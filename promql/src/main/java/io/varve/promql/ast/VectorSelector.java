package io.varve.promql.ast;

import io.varve.model.LabelMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest sample of each series that matches.
 *
 * @param name the metric's name if it stands before the braces, else empty
 * @param matchers all conditions in the order of the text, that of {@code name} last
 * @param offset how far to look back; null for not at all
 * @param at the time to look at instead of the evaluation's
 * @param anchored whether a range ends at samples outside it where it has none at its ends
 * @param smoothed whether a range's ends are interpolated
 * @param range where it stands, modifiers included
 */
public record VectorSelector(
    String name,
    List<LabelMatcher> matchers,
    @Nullable DurationExpr offset,
    At at,
    boolean anchored,
    boolean smoothed,
    PosRange range)
    implements Expr {
  public VectorSelector {
    matchers = List.copyOf(matchers);
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }

  @Override
  public List<Expr> children() {
    return List.of();
  }
}
