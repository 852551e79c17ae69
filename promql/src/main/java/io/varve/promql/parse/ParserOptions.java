package io.varve.promql.parse;

/**
 * What is allowed of the language's experimental parts. All of them are parsed; one that is not
 * allowed is an error that says so.
 *
 * @param experimentalFunctions functions and aggregations marked experimental
 * @param extendedRangeSelectors {@code anchored} and {@code smoothed}
 * @param fillModifiers {@code fill}, {@code fill_left} and {@code fill_right}
 */
public record ParserOptions(
    boolean experimentalFunctions, boolean extendedRangeSelectors, boolean fillModifiers) {
  /** What Prometheus allows unless told otherwise. */
  public static final ParserOptions STABLE = new ParserOptions(false, false, false);

  /** Everything. */
  public static final ParserOptions ALL = new ParserOptions(true, true, true);
}
