package io.varve.promql.ast;

import java.util.List;

/**
 * A string.
 *
 * @param value the string without quotes and escapes
 * @param range where it stands
 */
public record StringLiteral(String value, PosRange range) implements Expr {
  @Override
  public ValueType type() {
    return ValueType.STRING;
  }

  @Override
  public List<Expr> children() {
    return List.of();
  }
}
