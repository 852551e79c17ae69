package io.varve.promql.ast;

import java.util.List;

/**
 * A sign before an expression that is not a literal.
 *
 * @param op the sign
 * @param expr what follows it
 * @param range where both stand
 */
public record UnaryExpr(UnaryOp op, Expr expr, PosRange range) implements Expr {
  @Override
  public ValueType type() {
    return expr.type();
  }

  @Override
  public List<Expr> children() {
    return List.of(expr);
  }
}
