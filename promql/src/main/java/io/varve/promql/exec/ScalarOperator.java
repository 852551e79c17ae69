package io.varve.promql.exec;

/** Gives a scalar over a grid. */
@FunctionalInterface
public interface ScalarOperator {
  /**
   * Evaluates; called once.
   *
   * @return one value for each step; the caller's to keep, nobody writes it any more
   */
  double[] evaluate();
}
