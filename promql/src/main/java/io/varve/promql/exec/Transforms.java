package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.promql.histogram.Histograms;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.scalar.ElementFunction;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.StepGrid;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes the transformations of single series. */
final class Transforms {
  private Transforms() {}

  /** Returns the change of sign. */
  static ColumnTransform negate() {
    return column -> {
      if (column.hasHistograms()) {
        negateMixed(column);
        return;
      }
      for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
        column.set(i, -column.get(i));
      }
    };
  }

  private static void negateMixed(Column column) {
    for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
      FloatHistogram histogram = column.histogram(i);
      if (histogram == null) {
        column.set(i, -column.get(i));
      } else {
        column.set(i, Histograms.negate(histogram));
      }
    }
  }

  /** Returns a function of histograms; floats go. */
  static ColumnTransform ofHistograms(ToDoubleFunction<FloatHistogram> function) {
    return column -> {
      column.removeFloats();
      if (column.hasHistograms()) {
        @Nullable FloatHistogram[] histograms = column.takeHistograms();
        for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
          column.set(i, function.applyAsDouble(Objects.requireNonNull(histograms[i])));
        }
      }
    };
  }

  /** Returns the time of the step, in seconds, for each value there is. */
  static ColumnTransform stepTime(StepGrid grid) {
    return column -> {
      if (column.hasHistograms()) {
        column.takeHistograms();
      }
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
        column.removeHistograms();
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
      PlanNode.Binary node, ScalarOperator scalar, boolean scalarLeft, Annotations annotations) {
    PairOperator operator = new PairOperator(node.op(), node.returnBool());
    MixedPairs mixed = new MixedPairs(node, annotations);
    return new ColumnTransform() {
      private double[] values = {};

      @Override
      public void open() {
        values = scalar.evaluate();
      }

      @Override
      public void apply(Column column) {
        if (column.hasHistograms() || !operator.knowsFloats()) {
          mixed.apply(column, values, scalarLeft);
          return;
        }
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
