package io.varve.benchmarks.load;

import io.varve.model.Labels;

/**
 * Of ten series one never changes, five count whole numbers at a steady rate, and four are gauges
 * of up to three digits. Not thread-safe.
 */
final class MixedPopulation extends Population {
  private static final int METRICS_PER_TARGET = 100;
  private static final int MAX_INCREMENT = 1000;

  private enum Kind {
    CONSTANT,
    COUNTER,
    GAUGE
  }

  private static final Kind[] MIX = {
    Kind.CONSTANT,
    Kind.COUNTER,
    Kind.COUNTER,
    Kind.COUNTER,
    Kind.COUNTER,
    Kind.COUNTER,
    Kind.GAUGE,
    Kind.GAUGE,
    Kind.GAUGE,
    Kind.GAUGE,
  };

  private final double[] values;
  private final int[] increments;

  /**
   * Makes series.
   *
   * @param first number of the first of them among those of all senders
   */
  MixedPopulation(int first, int count) {
    super(first, count);
    values = new double[count];
    increments = new int[count];
    for (int i = 0; i < count; i++) {
      begin(i);
    }
  }

  @Override
  Labels labels(int number, int generation) {
    int target = number / METRICS_PER_TARGET;
    int metric = number % METRICS_PER_TARGET;
    return Labels.of(
        "__name__",
        "http_requests_" + metric + "_total",
        "cluster",
        "eu-west-1",
        "code",
        Integer.toString(200 + metric % 5),
        "instance",
        "10.%d.%d.7:9100".formatted(target / 250, target % 250),
        "job",
        "job-" + target % 7,
        "namespace",
        "namespace-" + target % 13,
        "path",
        "/api/v1/" + metric % 10,
        "pod",
        "pod-%d-%d".formatted(target, generation));
  }

  @Override
  void begin(int i) {
    increments[i] = 1 + random.nextInt(MAX_INCREMENT);
    values[i] = random.nextInt(MAX_INCREMENT);
  }

  @Override
  double next(int i) {
    switch (MIX[i % MIX.length]) {
      case CONSTANT -> {}
      case COUNTER -> values[i] += increments[i];
      case GAUGE -> values[i] = random.nextInt(MAX_INCREMENT);
    }
    return values[i];
  }
}
