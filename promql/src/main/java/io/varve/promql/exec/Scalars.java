package io.varve.promql.exec;

import io.varve.promql.ast.BinaryOp;
import io.varve.promql.scalar.BinaryOperators;
import io.varve.promql.value.StepGrid;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Scalars that are made of nothing, or of other scalars. */
final class Scalars {
  private Scalars() {}

  /** Returns the same number at all steps. */
  static ScalarOperator constant(double value, int steps) {
    return () -> {
      double[] values = new double[steps];
      Arrays.fill(values, value);
      return values;
    };
  }

  /** Returns the time of each step, in seconds. */
  static ScalarOperator time(StepGrid grid) {
    return () -> {
      double[] values = new double[grid.count()];
      Arrays.setAll(values, i -> grid.time(i) / 1000.0);
      return values;
    };
  }

  /** Returns a function of a scalar. */
  static ScalarOperator map(ScalarOperator operand, DoubleUnaryOperator function) {
    return () -> Arrays.stream(operand.evaluate()).map(function).toArray();
  }

  /** Returns what an operator makes of two scalars; comparisons give 1 or 0. */
  static ScalarOperator binary(BinaryOp op, ScalarOperator lhs, ScalarOperator rhs) {
    if (op.isComparison()) {
      BinaryOperators.Comparison comparison = BinaryOperators.comparison(op);
      return combine(lhs, rhs, (l, r) -> comparison.holds(l, r) ? 1 : 0);
    }
    return combine(lhs, rhs, BinaryOperators.arithmetic(op));
  }

  /** Returns a function of two scalars. */
  static ScalarOperator combine(
      ScalarOperator lhs, ScalarOperator rhs, DoubleBinaryOperator function) {
    return () -> {
      double[] left = lhs.evaluate();
      double[] right = rhs.evaluate();
      double[] values = new double[left.length];
      Arrays.setAll(values, i -> function.applyAsDouble(left[i], right[i]));
      return values;
    };
  }

  /** Returns the first value at all steps. */
  static ScalarOperator repeat(ScalarOperator operand, int steps) {
    return () -> {
      double[] first = operand.evaluate();
      double[] values = new double[steps];
      Arrays.fill(values, first.length == 0 ? Double.NaN : first[0]);
      return values;
    };
  }
}
