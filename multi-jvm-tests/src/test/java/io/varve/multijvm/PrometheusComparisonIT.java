package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.Scale;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes, and writes to Varve what it scrapes; both are then asked the same.
 *
 * <p>It is asked for times a little off the scrapes: before its third major version, ranges held a
 * sample that lay right at their beginning, and now they do not.
 */
class PrometheusComparisonIT {
  private static final Duration SCRAPED_FOR = Duration.ofSeconds(Scale.of(30, 180));
  private static final long OFF_THE_GRID_MS = 7;
  private static final long STEP_MS = 1_000;
  private static final long STEPS = Scale.of(8, 120);

  /** The longest range in a query, and what one in it may reach back. */
  private static final long LOOKS_BACK_MS = 16_000;

  /** It is evaluated at whole seconds, wherever the query is. */
  private static final String SUBQUERY = "[10s:1s])";

  private static final List<String> QUERIES =
      List.of(
          "requests_total",
          "odd_value",
          "temperature{room=~\"a.*|cellar\"}",
          "sum by (path) (requests_total)",
          "rate(requests_total[10s])",
          "sum by (code) (rate(requests_total{path!=\"/\"}[10s]))",
          "increase(requests_total[10s])",
          "irate(requests_total[10s])",
          "delta(temperature[10s])",
          "avg_over_time(temperature[10s])",
          "max by (room) (max_over_time(temperature[10s]))",
          "quantile_over_time(0.9, temperature[10s])",
          "stddev_over_time(temperature[10s])",
          "predict_linear(temperature[10s], 60)",
          "changes(temperature[10s]) + on (room) group_left () count_over_time(temperature[10s])",
          "resets(requests_total[15s])",
          "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[10s])))",
          "histogram_quantile(0.5, rate(latency_seconds_bucket[10s]))",
          "topk(2, requests_total)",
          "sort_desc(sum by (path) (requests_total))",
          "sum by (path) (rate(requests_total{code=\"500\"}[10s]))"
              + " / sum by (path) (rate(requests_total[10s]))",
          "requests_total{code=\"500\"} or requests_total unless on (path) requests_total{path=\"/\"}",
          "count by (code) (requests_total > bool 50)",
          "max_over_time(sum(rate(requests_total[5s]))" + SUBQUERY,
          "sum(requests_total offset 5s) - sum(requests_total)",
          "label_replace(temperature, \"first\", \"$1\", \"room\", \"(.).*\")",
          "clamp(round(temperature, 0.1), -5, 5)",
          "absent(no_such_metric{room=\"attic\"})",
          "time() - timestamp(up)",
          "scalar(up{job=\"exporter\"})");

  @TempDir Path directory;

  @Test
  void answersAsPrometheusDoes() throws Exception {
    try (Exporter exporter = Exporter.start();
        Node node = Node.over(directory.resolve("data"), "--set", "varve.shards=4")) {
      node.start();
      try (Prometheus prometheus =
              Prometheus.startOrSkip(
                  directory.resolve("prometheus"), exporter.address(), node.base());
          QueryClient varve = new QueryClient(node.base())) {
        node.awaitReady();
        LockSupport.parkNanos(SCRAPED_FOR.toNanos());
        long last = lastScrape(prometheus.queries());
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> lastScrape(varve) > last + OFF_THE_GRID_MS);
        Set<Long> millis = compareSamples(prometheus.queries(), varve, last);
        long end = last + OFF_THE_GRID_MS;
        while (millis.contains(end % STEP_MS)) {
          end++;
        }
        List<String> queries =
            QUERIES.stream().filter(q -> !q.endsWith(SUBQUERY) || !millis.contains(0L)).toList();
        compare(queries, prometheus.queries(), varve, end);
      }
      assertThat(node.stop()).isZero();
    }
  }

  /**
   * Compares, before what they make of the samples, the samples; returns the milliseconds in their
   * seconds: where scrapes were late, these are many.
   */
  private static Set<Long> compareSamples(QueryClient prometheus, QueryClient varve, long end)
      throws Exception {
    long millis = LOOKS_BACK_MS + (STEPS + 1) * STEP_MS;
    String all = "{job=\"%s\"}[%dms]";
    // Closed on the left before Prometheus 3, and open since.
    QueryAnswer expected = prometheus.instant(all.formatted(Prometheus.JOB, millis - 1), end);
    assertThat(expected.points()).hasSizeGreaterThan(30);
    assertThat(expected.differences(varve.instant(all.formatted(Prometheus.JOB, millis), end)))
        .isEmpty();
    return expected.points().values().stream()
        .flatMap(points -> points.keySet().stream())
        .map(t -> t % STEP_MS)
        .collect(Collectors.toSet());
  }

  private static void compare(
      List<String> queries, QueryClient prometheus, QueryClient varve, long end) throws Exception {
    List<String> differences = new ArrayList<>();
    long points = 0;
    for (String query : queries) {
      QueryAnswer instant = prometheus.instant(query, end);
      QueryAnswer range = prometheus.range(query, end - STEPS * STEP_MS, end, STEP_MS);
      points += instant.pointCount() + range.pointCount();
      assertThat(instant.pointCount() + range.pointCount()).as(query).isPositive();
      try {
        QueryAnswer answer = varve.instant(query, end);
        instant.differences(answer).forEach(d -> differences.add(query + ": " + d));
        if (query.startsWith("sort") && !instant.series().equals(answer.series())) {
          differences.add("%s: in the order %s".formatted(query, answer.series()));
        }
        range
            .differences(varve.range(query, end - STEPS * STEP_MS, end, STEP_MS))
            .forEach(d -> differences.add("range of " + query + ": " + d));
      } catch (IOException e) {
        differences.add("no answer: " + e.getMessage());
      }
    }
    System.out.printf("%d queries, %d points compared%n", queries.size(), points);
    assertThat(differences).isEmpty();
  }

  /** When the target was scraped last, ms since the Unix epoch; 0 while it was not. */
  private static long lastScrape(QueryClient client) throws Exception {
    long now = System.currentTimeMillis();
    return client
        .instant("timestamp(up{job=\"%s\"})".formatted(Prometheus.JOB), now)
        .points()
        .values()
        .stream()
        .map(NavigableMap::lastEntry)
        .mapToLong(e -> Math.round(e.getValue().getFirst() * 1000))
        .findFirst()
        .orElse(0);
  }
}
