package io.varve.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two expressions with an operator between them.
 *
 * @param op the operator
 * @param lhs its left side
 * @param rhs its right side
 * @param matching how series of both sides find each other; null unless both are vectors
 * @param returnBool whether a comparison gives 0 or 1 instead of filtering
 * @param range where both sides stand
 */
public record BinaryExpr(
    BinaryOp op,
    Expr lhs,
    Expr rhs,
    @Nullable VectorMatching matching,
    boolean returnBool,
    PosRange range)
    implements Expr {
  @Override
  public ValueType type() {
    return lhs.type() == ValueType.SCALAR && rhs.type() == ValueType.SCALAR
        ? ValueType.SCALAR
        : ValueType.VECTOR;
  }

  @Override
  public List<Expr> children() {
    return List.of(lhs, rhs);
  }
}
