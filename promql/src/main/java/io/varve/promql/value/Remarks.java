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

  /** Returns the warning that a sample began before the one before it. */
  public static Annotation startTimeOverlap(String metricName, PosRange at) {
    return new Remark(
        WARNING,
        "sample has start time that overlaps with previous sample timestamp for metric "
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

  /** Returns the warning that a series has floats and histograms where only one kind may be. */
  public static Annotation mixedFloatsHistograms(String metricName, PosRange at) {
    return new Remark(
        WARNING,
        "encountered a mix of histograms and floats for metric name " + GoQuote.quote(metricName),
        at);
  }

  /** Returns the warning that floats and histograms were to be aggregated. */
  public static Annotation mixedFloatsHistogramsInAggregation(PosRange at) {
    return new Remark(WARNING, "encountered a mix of histograms and floats for aggregation", at);
  }

  /**
   * Returns the warning that there is a classic and a native histogram of the same labels.
   *
   * @param metricName the name of the metric, or empty where it is not known
   */
  public static Annotation mixedClassicNative(String metricName, PosRange at) {
    return new Remark(
        WARNING,
        "vector contains a mix of classic and native histograms" + forMetric(metricName),
        at);
  }

  /** Returns the warning that a function of counters was given a gauge histogram. */
  public static Annotation notCounter(String metricName, PosRange at) {
    return new Remark(
        WARNING, "this native histogram metric is not a counter: " + GoQuote.quote(metricName), at);
  }

  /** Returns the warning that a function of gauges was given a counter histogram. */
  public static Annotation notGauge(String metricName, PosRange at) {
    return new Remark(
        WARNING, "this native histogram metric is not a gauge: " + GoQuote.quote(metricName), at);
  }

  /** Returns the warning that exponential and custom buckets do not go together. */
  public static Annotation mixedExponentialCustom(String metricName, PosRange at) {
    return new Remark(
        WARNING,
        "vector contains a mix of histograms with exponential and custom buckets schemas for"
            + " metric name "
            + GoQuote.quote(metricName),
        at);
  }

  /** Returns the warning that an operator's histograms have buckets that do not go together. */
  public static Annotation incompatibleBuckets(String operator, PosRange at) {
    return new Remark(
        WARNING, "incompatible bucket layout encountered for binary operator " + operator, at);
  }

  /**
   * Returns the info that an operator gives nothing for operands of such kinds.
   *
   * @param left {@code float} or {@code histogram}
   * @param right likewise
   */
  public static Annotation incompatibleTypes(
      String left, String operator, String right, PosRange at) {
    return new Remark(
        INFO,
        "incompatible sample types encountered for binary operator %s: %s %s %s"
            .formatted(GoQuote.quote(operator), left, operator, right),
        at);
  }

  /** Returns the info that an aggregation does not look at histograms. */
  public static Annotation ignoredInAggregation(String aggregation, PosRange at) {
    return new Remark(INFO, "ignored histogram in " + aggregation + " aggregation", at);
  }

  /** Returns the info that a range function looks at floats only where there are both. */
  public static Annotation ignoredInRange(String metricName, PosRange at) {
    return new Remark(
        INFO,
        "ignored histograms in a range containing both floats and histograms for metric name "
            + GoQuote.quote(metricName),
        at);
  }

  /**
   * Returns the warning that of histograms put together one has begun anew and another has not.
   *
   * @param operation {@code addition}, {@code subtraction} or {@code aggregation}
   */
  public static Annotation resetCollision(String operation, PosRange at) {
    return new Remark(WARNING, "conflicting counter resets during histogram " + operation, at);
  }

  /**
   * Returns the info that custom buckets were merged to those that all histograms have.
   *
   * @param operation {@code addition}, {@code subtraction} or {@code aggregation}
   */
  public static Annotation customBucketsReconciled(String operation, PosRange at) {
    return new Remark(INFO, "mismatched custom buckets were reconciled during " + operation, at);
  }

  /**
   * Returns the info that a quantile is NaN because observations are.
   *
   * @param metricName the name of the metric, or empty where it is not known
   */
  public static Annotation quantileOfNaNs(String metricName, PosRange at) {
    return new Remark(
        INFO,
        "input to histogram_quantile has NaN observations, result is NaN" + forMetric(metricName),
        at);
  }

  /**
   * Returns the info that a quantile is too high because of observations that are NaN.
   *
   * @param metricName the name of the metric, or empty where it is not known
   */
  public static Annotation quantileSkewedByNaNs(String metricName, PosRange at) {
    return new Remark(
        INFO,
        "input to histogram_quantile has NaN observations, result is skewed higher"
            + forMetric(metricName),
        at);
  }

  /**
   * Returns the info that observations that are NaN are in no fraction.
   *
   * @param metricName the name of the metric, or empty where it is not known
   */
  public static Annotation fractionWithoutNaNs(String metricName, PosRange at) {
    return new Remark(
        INFO,
        "input to histogram_fraction has NaN observations, which are excluded from all fractions"
            + forMetric(metricName),
        at);
  }

  private static String forMetric(String metricName) {
    return metricName.isEmpty() ? "" : " for metric name " + GoQuote.quote(metricName);
  }
}
