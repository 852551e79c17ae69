package io.varve.promql.value;

import static io.varve.promql.value.Annotation.Severity.INFO;
import static io.varve.promql.value.Annotation.Severity.WARNING;

import io.varve.model.GoQuote;
import io.varve.promql.ast.PosRange;

/** Makes the annotations of Prometheus. */
public final class Remarks {
  private Remarks() {}

  /** Returns the warning that a quantile is not between 0 and 1. */
  public static Annotation invalidQuantile(double q, PosRange at) {
    return new Remark(
        WARNING, "quantile value should be between 0 and 1, got " + GoNumbers.general(q), at);
  }

  /** Returns the warning that a ratio is not between -1 and 1. */
  public static Annotation invalidRatio(double ratio, double cappedTo, PosRange at) {
    return new Remark(
        WARNING,
        "ratio value should be between -1 and 1, got %s, capping to %s"
            .formatted(GoNumbers.general(ratio), GoNumbers.general(cappedTo)),
        at);
  }

  /**
   * Returns the warning that the label {@code le} of a bucket is not a number.
   *
   * @param metricName the name of the metric, or empty where it is not known
   */
  public static Annotation badBucketLabel(String metricName, String label, PosRange at) {
    return new Remark(
        WARNING,
        "bucket label \"le\" is missing or has a malformed value of "
            + GoQuote.quote(label)
            + forMetric(metricName),
        at);
  }

  /** Returns the warning that sorting has no effect in a range query. */
  public static Annotation sortInRangeQuery(PosRange at) {
    return new Remark(
        WARNING,
        "sort is ineffective for range queries since results are always ordered by labels",
        at);
  }

  /** Returns the info that a metric whose rate is taken is not named like a counter. */
  public static Annotation possibleNonCounter(String metricName, PosRange at) {
    return new Remark(
        INFO,
        "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
            + GoQuote.quote(metricName),
        at);
  }

  /**
   * Returns the info that buckets of a classic histogram were made monotonic.
   *
   * @param metricName the name of the metric, or empty where it is not known
   * @param time when, ms
   */
  public static Annotation forcedMonotonicity(
      String metricName,
      PosRange at,
      long time,
      double minBucket,
      double maxBucket,
      double maxDiff) {
    return new ForcedMonotonicity(
        "input to histogram_quantile needed to be fixed for monotonicity (see"
            + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
            + forMetric(metricName),
        at,
        time,
        time,
        minBucket,
        maxBucket,
        maxDiff,
        1);
  }

  private static String forMetric(String metricName) {
    return metricName.isEmpty() ? "" : " for metric name " + GoQuote.quote(metricName);
  }
}
