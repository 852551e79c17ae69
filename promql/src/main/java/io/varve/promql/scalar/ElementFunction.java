package io.varve.promql.scalar;

/** A function of each value of a vector by itself. Stateless and safe to share. */
@FunctionalInterface
public interface ElementFunction {
  /**
   * Returns the function of a value.
   *
   * @param args the scalar arguments at the value's step, in order and without the vector; optional
   *     ones may be missing
   */
  double apply(double value, double... args);

  /** Returns whether there is a result at all at a step, given its scalar arguments. */
  default boolean isDefined(double... args) {
    return true;
  }
}
