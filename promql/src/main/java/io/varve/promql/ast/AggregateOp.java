package io.varve.promql.ast;

/** An aggregation. */
public enum AggregateOp {
  /** Sum. */
  SUM("sum"),
  /** Mean. */
  AVG("avg"),
  /** Number of series. */
  COUNT("count"),
  /** Smallest value. */
  MIN("min"),
  /** Largest value. */
  MAX("max"),
  /** 1 for each group. */
  GROUP("group"),
  /** Standard deviation. */
  STDDEV("stddev"),
  /** Variance. */
  STDVAR("stdvar"),
  /** The series with the k largest values. */
  TOPK("topk"),
  /** The series with the k smallest values. */
  BOTTOMK("bottomk"),
  /** Number of series for each value, which becomes a label. */
  COUNT_VALUES("count_values"),
  /** Quantile. */
  QUANTILE("quantile"),
  /** Any k series. */
  LIMITK("limitk"),
  /** A fraction of the series, chosen by the hash of their labels. */
  LIMIT_RATIO("limit_ratio");

  private final String symbol;

  AggregateOp(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the name as PromQL writes it. */
  public String symbol() {
    return symbol;
  }

  /** Returns whether a parameter comes before the vector. */
  public boolean takesParam() {
    return switch (this) {
      case TOPK, BOTTOMK, COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO -> true;
      case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR -> false;
    };
  }

  /** Returns whether it may be used only where experimental functions are allowed. */
  public boolean isExperimental() {
    return this == LIMITK || this == LIMIT_RATIO;
  }
}
