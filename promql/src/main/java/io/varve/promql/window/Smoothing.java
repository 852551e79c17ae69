package io.varve.promql.window;

import io.varve.promql.value.GoNumbers;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesSamples;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * {@code double_exponential_smoothing}, the Holt-Winters method without seasons; its arguments are
 * the smoothing factor and the trend factor. Each window is walked: where it begins decides all
 * that follows.
 *
 * <p>A factor outside of (0, 1) ends the query, once there is a sample.
 */
final class Smoothing implements RangeKernel {
  private double[] values = {};

  @Override
  public void begin(SeriesSamples samples) {
    values = samples.values();
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    if (w.count() == 0) {
      return false;
    }
    double smoothing = factor("smoothing", "sf", w.args[0]);
    double trending = factor("trend", "tf", w.args[1]);
    if (w.count() == 1) {
      return false;
    }
    double before = 0;
    double smooth = values[w.from];
    double trend = values[w.from + 1] - smooth;
    for (int i = w.from + 1; i < w.to; i++) {
      if (i > w.from + 1) {
        trend = trending * (smooth - before) + (1 - trending) * trend;
      }
      before = smooth;
      smooth = smoothing * values[i] + (1 - smoothing) * (smooth + trend);
    }
    return w.answer(smooth);
  }

  private static double factor(String name, String letters, double value) {
    if (value <= 0 || value >= 1) {
      throw QueryException.execution(
          "invalid %s factor. Expected: 0 < %s < 1, got: %s"
              .formatted(name, letters, sixDecimals(value)));
    }
    return value;
  }

  /** Prints as Go's {@code %f} does. */
  private static String sixDecimals(double value) {
    return Double.isInfinite(value)
        ? GoNumbers.plain(value)
        : new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
  }
}
