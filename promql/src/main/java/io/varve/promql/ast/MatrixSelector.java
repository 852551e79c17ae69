package io.varve.promql.ast;

import java.util.List;

/**
 * The samples of a range of time of each series that matches.
 *
 * @param selector the series; holds the offset, the time and the other modifiers too
 * @param window the length of the range
 * @param range where it stands, modifiers included
 */
public record MatrixSelector(VectorSelector selector, DurationExpr window, PosRange range)
    implements Expr {
  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }

  @Override
  public List<Expr> children() {
    return List.of(selector);
  }
}
