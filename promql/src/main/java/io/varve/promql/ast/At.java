package io.varve.promql.ast;

/** The time that a selector or subquery looks at. */
public sealed interface At {
  /** The evaluation's time: there is no {@code @}. */
  At NONE = new None();

  /** The evaluation's time. */
  record None() implements At {}

  /**
   * A fixed time.
   *
   * @param millis ms since the epoch
   */
  record Timestamp(long millis) implements At {}

  /** The first step of the query. */
  record Start() implements At {}

  /** The last step of the query. */
  record End() implements At {}
}
