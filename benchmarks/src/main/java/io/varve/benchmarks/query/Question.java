package io.varve.benchmarks.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What is measured: a question that is asked of many times. Of the series that the load generator
 * sends as {@code FLEET}, 2,000 targets of them.
 *
 * @param what the question in words
 * @param text a query, a selector, or the name of a label
 */
record Question(String what, Kind kind, String text) {
  private static final String COUNTERS = "http_requests_total";
  private static final String BUCKETS = "http_request_duration_seconds_bucket";
  private static final String PODS = "container_memory_working_set_bytes";
  private static final String THOUSAND =
      "rate(" + COUNTERS + "{path=\"/api/v1/1\",code=\"200\",zone=\"a\"}[5m])";

  static final List<Question> ALL =
      List.of(
          new Question(
              "rate of 48,000 series, summed by job",
              Kind.INSTANT,
              "sum by (job) (rate(" + COUNTERS + "[5m]))"),
          new Question("rate of 1,000 series over 1 h in steps of 15 s", Kind.RANGE, THOUSAND),
          new Question("the same, summed by job", Kind.RANGE, "sum by (job) (" + THOUSAND + ")"),
          new Question(
              "topk(10) of the rate of 48,000 series",
              Kind.INSTANT,
              "topk(10, rate(" + COUNTERS + "[5m]))"),
          new Question(
              "histogram_quantile by job over 72,000 buckets",
              Kind.INSTANT,
              "histogram_quantile(0.99, sum by (job, le) (rate(" + BUCKETS + "[5m])))"),
          new Question(
              "the same of one job (3,600 buckets) over 1 h in steps of 15 s",
              Kind.RANGE,
              "histogram_quantile(0.99, sum by (job, le) (rate("
                  + BUCKETS
                  + "{job=\"job-7\"}[5m])))"),
          new Question(
              "count of a regular expression over 48,000 values",
              Kind.INSTANT,
              "count(" + PODS + "{pod=~\".+-1[0-9]+-(0|1)[3-7]-.*\"})"),
          new Question(
              "count by name of 200,000 series",
              Kind.INSTANT,
              "count by (__name__) ({__name__=~\".+\"})"),
          new Question("series of a prefix (24)", Kind.SERIES, PODS + "{pod=~\"pod-0017-.*\"}"),
          new Question("values of a label (48,000)", Kind.LABEL_VALUES, "pod"));

  /** How a question is put. */
  enum Kind {
    INSTANT,
    RANGE,
    SERIES,
    LABEL_VALUES
  }

  /**
   * Returns the path and query to get.
   *
   * @param part which of the times that there are, from 0 to 1
   */
  String path(DataTimes times, double part) {
    String hour = "start=%s&end=%s".formatted(seconds(times.begin(part)), seconds(times.end(part)));
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
    return "/api/v1/"
        + switch (kind) {
          case INSTANT -> "query?query=%s&time=%s".formatted(encoded, seconds(times.instant(part)));
          case RANGE ->
              "query_range?query=%s&%s&step=%d"
                  .formatted(encoded, hour, DataTimes.STEP.toSeconds());
          case SERIES -> "series?match[]=%s&%s".formatted(encoded, hour);
          case LABEL_VALUES -> "label/%s/values?%s".formatted(encoded, hour);
        }
        // VictoriaMetrics would move the times to where its cache could help; others pass it over.
        + "&nocache=1";
  }

  private static String seconds(Instant t) {
    return String.format(Locale.ROOT, "%.3f", t.toEpochMilli() / 1e3);
  }
}
