package io.varve.promql.histogram;

/** What is to be said of a calculation with histograms, besides its result. */
public enum HistogramRemark {
  /** Exponential and custom buckets met; there is no result. */
  MIXED_SCHEMAS,
  /** One summand says that counting began anew, the other that it went on. */
  COLLISION_IN_ADDITION,
  /** As {@link #COLLISION_IN_ADDITION}, between minuend and subtrahend. */
  COLLISION_IN_SUBTRACTION,
  /** As {@link #COLLISION_IN_ADDITION}, between any two of the histograms aggregated. */
  COLLISION_IN_AGGREGATION,
  /** Custom bounds differed, and only those in common remain. */
  RECONCILED_IN_ADDITION,
  /** As {@link #RECONCILED_IN_ADDITION}, in a subtraction. */
  RECONCILED_IN_SUBTRACTION,
  /** As {@link #RECONCILED_IN_ADDITION}, in an aggregation. */
  RECONCILED_IN_AGGREGATION,
  /** A function of counters has met a gauge. */
  NOT_COUNTER,
  /** A function of gauges has met a counter. */
  NOT_GAUGE,
  /** A quantile is NaN, since it lies among observations that are NaN. */
  NAN_QUANTILE,
  /** A quantile is higher than it should be, since NaNs count as the highest observations. */
  SKEWED_QUANTILE,
  /** Observations that are NaN are in no fraction. */
  NANS_EXCLUDED
}
