package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/** Tells the series whose values are so large that the order of additions matters. */
final class Magnitudes {
  private Magnitudes() {}

  /** Returns whether some finite value is larger, in either direction, than the bound. */
  static boolean exceed(SeriesSamples samples, double bound) {
    double[] values = samples.values();
    for (int i = 0; i < samples.size(); i++) {
      double magnitude = Math.abs(values[i]);
      if (magnitude > bound && magnitude <= Double.MAX_VALUE) {
        return true;
      }
    }
    return false;
  }
}
