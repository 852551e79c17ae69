package io.varve.benchmarks.load;

import io.varve.model.Labels;

/**
 * Targets of a hundred series each, which queries are measured on: 24 counters of requests, 36
 * buckets of three histograms, 16 counters of CPU seconds, and 24 gauges of as many pods, whose
 * names no other series has. A hundred targets make a job, and each other target is in the same
 * zone. Not thread-safe.
 */
final class FleetPopulation extends Population {
  private static final int SERIES_PER_TARGET = 100;
  private static final int TARGETS_PER_JOB = 100;

  /** The first series of a target behind its counters, buckets and CPU counters. */
  private static final int BUCKETS = 24;

  private static final int CPUS = BUCKETS + 36;
  private static final int PODS = CPUS + 16;

  private static final String[] CODES = {"200", "302", "404", "500"};
  private static final String[] MODES = {
    "idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user"
  };
  private static final String[] BOUNDS = {
    "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"
  };

  private static final int MAX_REQUESTS = 50;
  private static final double SECONDS_PER_SAMPLE = 15;
  private static final int MEBIBYTE = 1 << 20;

  private final int first;
  private final double[] values;

  /** What the buckets of the histogram that is being moved on have counted together. */
  private int counted;

  /**
   * Makes series.
   *
   * @param first number of the first of them among those of all senders
   */
  FleetPopulation(int first, int count) {
    super(first, count);
    this.first = first;
    values = new double[count];
  }

  @Override
  Labels labels(int number, int generation) {
    int target = number / SERIES_PER_TARGET;
    int metric = number % SERIES_PER_TARGET;
    String instance = "10.%d.%d.%d:9100".formatted(target / 250, target % 250, generation);
    String job = "job-" + target / TARGETS_PER_JOB;
    String zone = target % 2 == 0 ? "a" : "b";
    if (metric < BUCKETS) {
      return Labels.of(
          "__name__",
          "http_requests_total",
          "code",
          CODES[metric % CODES.length],
          "instance",
          instance,
          "job",
          job,
          "path",
          "/api/v1/" + metric / CODES.length,
          "zone",
          zone);
    }
    if (metric < CPUS) {
      int bucket = metric - BUCKETS;
      return Labels.of(
          "__name__",
          "http_request_duration_seconds_bucket",
          "instance",
          instance,
          "job",
          job,
          "le",
          BOUNDS[bucket % BOUNDS.length],
          "path",
          "/api/v1/" + bucket / BOUNDS.length,
          "zone",
          zone);
    }
    if (metric < PODS) {
      int cpu = metric - CPUS;
      return Labels.of(
          "__name__",
          "node_cpu_seconds_total",
          "cpu",
          Integer.toString(cpu / MODES.length),
          "instance",
          instance,
          "job",
          job,
          "mode",
          MODES[cpu % MODES.length],
          "zone",
          zone);
    }
    return Labels.of(
        "__name__",
        "container_memory_working_set_bytes",
        "instance",
        instance,
        "job",
        job,
        "pod",
        "pod-%04d-%02d-%d".formatted(target, metric - PODS, generation),
        "zone",
        zone);
  }

  @Override
  void begin(int i) {
    values[i] = 0;
  }

  @Override
  double next(int i) {
    int metric = (first + i) % SERIES_PER_TARGET;
    if (metric < BUCKETS) {
      values[i] += random.nextInt(MAX_REQUESTS);
    } else if (metric < CPUS) {
      counted = ((metric - BUCKETS) % BOUNDS.length == 0 ? 0 : counted) + requestsOfBucket();
      values[i] += counted;
    } else if (metric < PODS) {
      values[i] += Math.rint(random.nextDouble() * SECONDS_PER_SAMPLE * 100) / 100;
    } else {
      values[i] = (double) random.nextInt(MAX_REQUESTS) * MEBIBYTE;
    }
    return values[i];
  }

  private int requestsOfBucket() {
    return random.nextInt(MAX_REQUESTS / BOUNDS.length);
  }
}
