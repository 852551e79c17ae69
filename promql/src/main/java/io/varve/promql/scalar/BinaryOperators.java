package io.varve.promql.scalar;

import io.varve.promql.ast.BinaryOp;
import io.varve.promql.numeric.GoMath;
import java.util.function.DoubleBinaryOperator;

/** What the binary operators do to two numbers. */
public final class BinaryOperators {
  private BinaryOperators() {}

  /** A comparison of two numbers. */
  @FunctionalInterface
  public interface Comparison {
    /** Returns whether it holds. */
    boolean holds(double left, double right);
  }

  /**
   * Returns what an arithmetic operator computes.
   *
   * @throws IllegalArgumentException if it is not arithmetic, or works on histograms only
   */
  public static DoubleBinaryOperator arithmetic(BinaryOp op) {
    return switch (op) {
      case ADD -> Double::sum;
      case SUB -> (l, r) -> l - r;
      case MUL -> (l, r) -> l * r;
      case DIV -> (l, r) -> l / r;
      case MOD -> (l, r) -> l % r;
      case POW -> GoMath::pow;
      case ATAN2 -> Math::atan2;
      case TRIM_UPPER, TRIM_LOWER, EQL, NEQ, GTR, LSS, GTE, LTE, AND, OR, UNLESS ->
          throw new IllegalArgumentException("computes no number: " + op);
    };
  }

  /**
   * Returns what a comparison operator decides. NaN is unequal to all and neither less nor greater.
   *
   * @throws IllegalArgumentException if it does not compare
   */
  public static Comparison comparison(BinaryOp op) {
    return switch (op) {
      case EQL -> (l, r) -> l == r;
      case NEQ -> (l, r) -> l != r;
      case GTR -> (l, r) -> l > r;
      case LSS -> (l, r) -> l < r;
      case GTE -> (l, r) -> l >= r;
      case LTE -> (l, r) -> l <= r;
      case ADD, SUB, MUL, DIV, MOD, POW, ATAN2, TRIM_UPPER, TRIM_LOWER, AND, OR, UNLESS ->
          throw new IllegalArgumentException("does not compare: " + op);
    };
  }
}
