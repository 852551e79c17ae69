package io.varve.sharding;

import io.varve.model.Labels;

/**
 * A fleet of services whose pods come and go, as a Prometheus sees it: every pod is scraped for the
 * same metrics, some of them buckets of a histogram, and has labels of its own.
 */
final class Population {
  private static final int SERIES_PER_POD = 100;
  private static final int BUCKETS = 11;
  private static final int PODS_PER_NODE = 25;
  private static final int SERVICES = 40;

  /** Enough for every class to be loaded and every shard to have a part. */
  static final int SERIES_OF_WARM_UP = 1_000;

  private Population() {}

  /** Labels of the i-th series; a hundred in a row are one pod's. */
  static Labels labels(int i) {
    int pod = i / SERIES_PER_POD;
    int k = i % SERIES_PER_POD;
    int service = pod % SERVICES;
    String name = "service-" + service;
    Labels base =
        Labels.of(
            "__name__",
            metric(k),
            "cluster",
            "eu-west-1",
            "container",
            name,
            "instance",
            "10.%d.%d.%d:8080".formatted(pod >> 16 & 255, pod >> 8 & 255, pod & 255),
            "job",
            "kubernetes-pods",
            "namespace",
            "team-" + service % 8,
            "node",
            "ip-10-2-0-" + pod / PODS_PER_NODE,
            "pod",
            "%s-%08x-%05x".formatted(name, pod * 0x9E3779B9, pod));
    return k < 2 * BUCKETS
        ? base.with("le", Double.toString(Math.scalb(0.001, k % BUCKETS)))
        : base.with("code", Integer.toString(200 + 100 * (k % 4)));
  }

  private static String metric(int k) {
    return k < 2 * BUCKETS
        ? (k < BUCKETS ? "http_request_duration_seconds_bucket" : "rpc_duration_seconds_bucket")
        : "process_subsystem_%02d_operations_total".formatted(k / 4);
  }

  /** Value of the i-th series at a time: counters that rise by less or more. */
  static double value(int i, long t) {
    return t / 1000 * (1 + i % 7);
  }
}
