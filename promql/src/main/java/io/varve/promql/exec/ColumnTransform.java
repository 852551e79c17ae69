package io.varve.promql.exec;

import io.varve.promql.value.Column;

/** Changes the values of a vector's series, each for itself. */
@FunctionalInterface
interface ColumnTransform {
  /** Evaluates what the transformation needs besides the series; called once, first. */
  default void open() {}

  /** Changes values, and may remove some. */
  void apply(Column column);
}
