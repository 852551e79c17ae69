package io.varve.promql.ast;

import java.util.List;

/**
 * An expression in parentheses.
 *
 * @param expr what they enclose
 * @param range where it stands, the parentheses included
 */
public record ParenExpr(Expr expr, PosRange range) implements Expr {
  @Override
  public ValueType type() {
    return expr.type();
  }

  @Override
  public List<Expr> children() {
    return List.of(expr);
  }
}
