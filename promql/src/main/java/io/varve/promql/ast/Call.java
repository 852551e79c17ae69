package io.varve.promql.ast;

import java.util.List;

/**
 * A call of a function.
 *
 * @param function what to call
 * @param args what to give to it; may be fewer than it takes where some are optional
 * @param range where it stands
 */
public record Call(Function function, List<Expr> args, PosRange range) implements Expr {
  public Call {
    args = List.copyOf(args);
  }

  @Override
  public ValueType type() {
    return function.returns();
  }

  @Override
  public List<Expr> children() {
    return args;
  }
}
