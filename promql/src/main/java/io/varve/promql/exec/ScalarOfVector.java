package io.varve.promql.exec;

import io.varve.promql.value.Column;
import java.util.Arrays;

/**
 * {@code scalar(v)}: the value of the only series at each step that is a float there, NaN where
 * there is not just one.
 */
final class ScalarOfVector implements ScalarOperator {
  private final SeriesOperator child;
  private final int steps;

  ScalarOfVector(SeriesOperator child, int steps) {
    this.child = child;
    this.steps = steps;
  }

  @Override
  public double[] evaluate() {
    try (child) {
      child.open();
      double[] values = new double[steps];
      Arrays.fill(values, Double.NaN);
      byte[] seen = new byte[steps];
      Column column = new Column();
      while (child.next(column)) {
        column.removeHistograms();
        for (int i = column.next(0); i < steps; i = column.next(i + 1)) {
          values[i] = seen[i] == 0 ? column.get(i) : Double.NaN;
          seen[i] = 1;
        }
      }
      return values;
    }
  }
}
