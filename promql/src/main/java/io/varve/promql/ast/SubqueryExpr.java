package io.varve.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instant vector evaluated at each step of a range of time.
 *
 * @param expr what to evaluate
 * @param window the length of the range
 * @param step the time between two evaluations; null for the default
 * @param offset how far to look back; null for not at all
 * @param at the time to look at instead of the evaluation's
 * @param range where it stands, modifiers included
 */
public record SubqueryExpr(
    Expr expr,
    DurationExpr window,
    @Nullable DurationExpr step,
    @Nullable DurationExpr offset,
    At at,
    PosRange range)
    implements Expr {
  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }

  @Override
  public List<Expr> children() {
    return List.of(expr);
  }
}
