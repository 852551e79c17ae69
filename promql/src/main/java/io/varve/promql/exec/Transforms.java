package io.varve.promql.exec;

import io.varve.promql.ast.BinaryOp;
import io.varve.promql.scalar.ElementFunction;
import io.varve.promql.value.Column;
import io.varve.promql.value.StepGrid;
import java.util.List;

/** Makes the transformations of single series. */
final class Transforms {
  private Transforms() {}

  /** Returns the change of sign. */
  static ColumnTransform negate() {
    return column -> {
      for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
        column.set(i, -column.get(i));
      }
    };
  }

  /** Returns the time of the step, in seconds, for each value there is. */
  static ColumnTransform stepTime(StepGrid grid) {
    return column -> {
      for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
        column.set(i, grid.time(i) / 1000.0);
      }
    };
  }

  /** Returns an element-wise function with its scalar arguments. */
  static ColumnTransform function(ElementFunction function, List<ScalarOperator> args) {
    return new ColumnTransform() {
      private final double[] at = new double[args.size()];
      private double[][] values = {};

      @Override
      public void open() {
        values = args.stream().map(ScalarOperator::evaluate).toArray(double[][]::new);
      }

      @Override
      public void apply(Column column) {
        for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
          for (int a = 0; a < at.length; a++) {
            at[a] = values[a][i];
          }
          if (function.isDefined(at)) {
            column.set(i, function.apply(column.get(i), at));
          } else {
            column.remove(i);
          }
        }
      }
    };
  }

  /**
   * Returns an operator between a vector and a scalar.
   *
   * @param scalarLeft whether the scalar is the left operand
   */
  static ColumnTransform withScalar(
      BinaryOp op, boolean returnBool, ScalarOperator scalar, boolean scalarLeft) {
    PairOperator operator = new PairOperator(op, returnBool);
    return new ColumnTransform() {
      private double[] values = {};

      @Override
      public void open() {
        values = scalar.evaluate();
      }

      @Override
      public void apply(Column column) {
        for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
          double own = column.get(i);
          double left = scalarLeft ? values[i] : own;
          double right = scalarLeft ? own : values[i];
          if (operator.keeps(left, right)) {
            column.set(i, operator.value(left, right, own));
          } else {
            column.remove(i);
          }
        }
      }
    };
  }
}
