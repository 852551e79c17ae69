package io.varve.promql.ast;

import java.util.List;

/** An expression. Immutable. */
public sealed interface Expr
    permits AggregateExpr,
        BinaryExpr,
        Call,
        MatrixSelector,
        NumberLiteral,
        ParenExpr,
        StringLiteral,
        SubqueryExpr,
        UnaryExpr,
        VectorSelector {
  /** Returns where the expression stands in the text. */
  PosRange range();

  /** Returns the type of the expression's value. */
  ValueType type();

  /**
   * Returns the expressions directly inside this one, in the order of the text. The selector of a
   * {@link MatrixSelector} is one of them; duration expressions are not.
   */
  List<Expr> children();
}
