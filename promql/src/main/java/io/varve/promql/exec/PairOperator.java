package io.varve.promql.exec;

import io.varve.promql.ast.BinaryOp;
import io.varve.promql.scalar.BinaryOperators;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an arithmetic or comparison operator makes of two values of which at least one is a series'.
 * A comparison keeps or removes the series, or with {@code bool} gives 1 or 0.
 */
final class PairOperator {
  private final @Nullable DoubleBinaryOperator arithmetic;
  private final BinaryOperators.@Nullable Comparison comparison;
  private final boolean returnBool;

  PairOperator(BinaryOp op, boolean returnBool) {
    this.arithmetic = op.isComparison() || op.isTrim() ? null : BinaryOperators.arithmetic(op);
    this.comparison = op.isComparison() ? BinaryOperators.comparison(op) : null;
    this.returnBool = returnBool;
  }

  /** Returns whether the operator does anything with two floats. */
  boolean knowsFloats() {
    return arithmetic != null || comparison != null;
  }

  /** Returns whether the series has a value. */
  boolean keeps(double left, double right) {
    return comparison == null || returnBool || comparison.holds(left, right);
  }

  /**
   * Returns the value where it {@link #keeps} one.
   *
   * @param kept the series' own value, which a comparison gives
   */
  double value(double left, double right, double kept) {
    if (arithmetic != null) {
      return arithmetic.applyAsDouble(left, right);
    }
    if (comparison == null || !returnBool) {
      return kept;
    }
    return comparison.holds(left, right) ? 1 : 0;
  }
}
