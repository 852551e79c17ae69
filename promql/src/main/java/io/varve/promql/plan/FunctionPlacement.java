package io.varve.promql.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Where functions run, as far as their name decides it. {@code docs/promql-placement.md} has the
 * same table with reasons.
 */
enum FunctionPlacement {
  /** A scalar made of scalars; goes wherever it is needed if these do. */
  SCALAR("time", "pi", "start", "end", "range", "step", "min_of", "max_of"),

  /** Each output series is made of one input series; runs where its vector does. */
  ELEMENTWISE(
      "abs",
      "acos",
      "acosh",
      "asin",
      "asinh",
      "atan",
      "atanh",
      "ceil",
      "clamp",
      "clamp_max",
      "clamp_min",
      "cos",
      "cosh",
      "day_of_month",
      "day_of_week",
      "day_of_year",
      "days_in_month",
      "deg",
      "exp",
      "floor",
      "histogram_avg",
      "histogram_count",
      "histogram_stddev",
      "histogram_stdvar",
      "histogram_sum",
      "hour",
      "ln",
      "log10",
      "log2",
      "minute",
      "month",
      "rad",
      "round",
      "sgn",
      "sin",
      "sinh",
      "sqrt",
      "start_timestamp",
      "tan",
      "tanh",
      "timestamp",
      "year"),

  /** Each output series is made of the samples of one input series; runs where its range does. */
  RANGE(
      "avg_over_time",
      "changes",
      "count_over_time",
      "delta",
      "deriv",
      "double_exponential_smoothing",
      "first_over_time",
      "idelta",
      "increase",
      "irate",
      "last_over_time",
      "mad_over_time",
      "max_over_time",
      "min_over_time",
      "predict_linear",
      "present_over_time",
      "quantile_over_time",
      "rate",
      "resets",
      "stddev_over_time",
      "stdvar_over_time",
      "sum_over_time",
      "ts_of_first_over_time",
      "ts_of_last_over_time",
      "ts_of_max_over_time",
      "ts_of_min_over_time"),

  /** Puts together series that differ in {@code le} and the name only: one shard has them all. */
  BUCKETS("histogram_fraction", "histogram_quantile", "histogram_quantiles"),

  /** Changes labels, so that series of two shards may become equal. */
  RELABEL("label_join", "label_replace"),

  /** A vector made of no series: each shard would add one of its own. */
  VECTOR("vector"),

  /** Needs to know that there is only one series. */
  SINGLE("scalar"),

  /** Needs to know that there is no series. */
  ABSENT("absent", "absent_over_time"),

  /** The order of all series. */
  SORT("sort", "sort_by_label", "sort_by_label_desc", "sort_desc"),

  /** Joins series of different labels. */
  INFO("info");

  private static final Map<String, FunctionPlacement> BY_NAME = byName();

  @SuppressWarnings("ImmutableEnumChecker") // Never written.
  private final String[] names;

  FunctionPlacement(String... names) {
    this.names = names;
  }

  /**
   * Returns where the function runs.
   *
   * @throws IllegalArgumentException if the table does not have the function
   */
  static FunctionPlacement of(String function) {
    FunctionPlacement placement = BY_NAME.get(function);
    if (placement == null) {
      throw new IllegalArgumentException("no placement is known for " + function + "()");
    }
    return placement;
  }

  private static Map<String, FunctionPlacement> byName() {
    Map<String, FunctionPlacement> result = new HashMap<>();
    for (FunctionPlacement p : values()) {
      Arrays.stream(p.names).forEach(name -> result.put(name, p));
    }
    return Map.copyOf(result);
  }
}
