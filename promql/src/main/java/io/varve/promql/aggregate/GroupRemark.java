package io.varve.promql.aggregate;

/** What is to be remarked on a group's histograms. */
public enum GroupRemark {
  /** There were histograms, which the aggregation does not look at. */
  IGNORED,
  /** At some step there were both floats and histograms, which do not go together. */
  MIXED_KINDS,
  /** At some step there were both exponential and custom buckets, which do not go together. */
  MIXED_SCHEMAS,
  /** Counting began anew in one histogram and went on in another. */
  COLLISION,
  /** Custom buckets were brought together. */
  RECONCILED
}
