package io.varve.benchmarks.query;

import java.util.Arrays;

/**
 * What a question took of one server.
 *
 * @param millis of each run, ascending
 * @param cpuMillis of the server, a run
 * @param peakMiB the most that was resident
 * @param bytes of the last answer
 */
record Measurement(double[] millis, double cpuMillis, long peakMiB, int bytes) {
  Measurement {
    Arrays.sort(millis);
  }

  double median() {
    return quantile(0.5);
  }

  double quantile(double q) {
    return millis[(int) Math.min(millis.length - 1, Math.floor(q * millis.length))];
  }
}
