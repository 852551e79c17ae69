package io.varve.persistence.head.index;

import io.varve.model.Labels;

/**
 * Series as a cluster's pods expose them: a target has 24 series, some counters and a histogram;
 * two labels name the target, one its address; the other seven are shared widely. About ten labels
 * each.
 */
final class RealisticSeries {
  static final int SERIES_PER_TARGET = 24;

  private static final String[] BOUNDS = {
    "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"
  };

  private RealisticSeries() {}

  /** Returns the i-th series; every number gives another one. */
  static Labels labels(int i) {
    int target = i / SERIES_PER_TARGET;
    int metric = i % SERIES_PER_TARGET;
    int app = target % 40;
    String[] labels = new String[metric < BOUNDS.length ? 22 : 20];
    String name = metric < BOUNDS.length ? "http_request_duration_seconds_bucket" : counter(metric);
    int at = set(labels, 0, "__name__", name);
    at = set(labels, at, "cluster", "eu-west-1");
    at = set(labels, at, "container", "app-" + app);
    at = set(labels, at, "endpoint", "http-metrics");
    at = set(labels, at, "instance", address(target));
    at = set(labels, at, "job", "team-" + app % 8 + "/app-" + app);
    if (metric < BOUNDS.length) {
      at = set(labels, at, "le", BOUNDS[metric]);
    }
    at = set(labels, at, "method", metric % 2 == 0 ? "GET" : "POST");
    at = set(labels, at, "namespace", "team-" + app % 8);
    at = set(labels, at, "pod", "app-" + app + "-" + Integer.toHexString(target * 0x9E3779B1));
    set(labels, at, "prometheus", "monitoring/k8s");
    return Labels.ofSorted(labels);
  }

  private static String counter(int metric) {
    return "application_component_" + metric + "_operations_total";
  }

  private static String address(int target) {
    return "10."
        + (target >> 16 & 255)
        + "."
        + (target >> 8 & 255)
        + "."
        + (target & 255)
        + ":8080";
  }

  private static int set(String[] labels, int at, String name, String value) {
    labels[at] = name;
    labels[at + 1] = value;
    return at + 2;
  }
}
