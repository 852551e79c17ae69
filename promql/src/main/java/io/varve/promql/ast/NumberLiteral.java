package io.varve.promql.ast;

import java.util.List;

/**
 * A number, its sign included.
 *
 * @param value the number; of a duration, seconds
 * @param isDuration whether it is written as a duration ({@code 5m})
 * @param range where it stands
 */
public record NumberLiteral(double value, boolean isDuration, PosRange range) implements Expr {
  @Override
  public ValueType type() {
    return ValueType.SCALAR;
  }

  @Override
  public List<Expr> children() {
    return List.of();
  }
}
