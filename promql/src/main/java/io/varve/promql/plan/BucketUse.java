package io.varve.promql.plan;

import io.varve.promql.ast.BinaryOp;

/**
 * Whether selectors may leave out the buckets of histograms, decided on the way down the tree. As
 * in Prometheus, they may below a function of counts and sums, unless there is anything above them
 * that looks at buckets, or a subquery, which has its own idea of counter resets.
 *
 * @param counted whether there is a function of counts and sums above
 * @param needed whether there is anything above that looks at buckets
 */
record BucketUse(boolean counted, boolean needed) {
  /** At the top of a query. */
  static final BucketUse TOP = new BucketUse(false, false);

  /** Returns whether a selector here may leave them out. */
  boolean countsOnly() {
    return counted && !needed;
  }

  /** Returns what holds below a function. */
  BucketUse below(String function) {
    return switch (function) {
      case "histogram_count", "histogram_sum", "histogram_avg" -> new BucketUse(true, needed);
      case "histogram_quantile", "histogram_quantiles", "histogram_fraction" -> belowSubquery();
      default -> this;
    };
  }

  /** Returns what holds below an operator. */
  BucketUse below(BinaryOp op) {
    return op.isTrim() ? belowSubquery() : this;
  }

  /** Returns what holds below a subquery, as below all that looks at buckets. */
  BucketUse belowSubquery() {
    return new BucketUse(counted, true);
  }
}
