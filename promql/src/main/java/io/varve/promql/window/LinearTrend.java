package io.varve.promql.window;

import io.varve.promql.numeric.Compensation;
import io.varve.promql.value.SeriesSamples;

/**
 * {@code deriv} and {@code predict_linear}: the least squares line, its slope, or its value as many
 * seconds after the evaluation time as the argument says.
 */
final class LinearTrend implements RangeKernel {
  /** The square of a larger value may overflow once a few are summed. */
  private static final double LARGE = 1e145;

  private final boolean predict;
  private final SlidingTrend sliding = new SlidingTrend();
  private long[] times = {};
  private double[] values = {};
  private boolean mayOverflow;

  /** The last sample before scanned whose value is not that of the sample before it. */
  private int lastChange;

  private int scanned;

  private double slope;
  private double intercept;

  LinearTrend(boolean predict) {
    this.predict = predict;
  }

  @Override
  public void begin(SeriesSamples samples) {
    times = samples.times();
    values = samples.values();
    mayOverflow = Magnitudes.exceed(samples, LARGE);
    sliding.begin(times, values);
    lastChange = 0;
    scanned = 1;
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    if (w.count() < 2) {
      return false;
    }
    long origin = predict ? w.evaluationTime : times[w.from];
    if (isConstant(w.from, w.to)) {
      boolean infinite = Double.isInfinite(values[w.from]);
      slope = infinite ? Double.NaN : 0;
      intercept = infinite ? Double.NaN : values[w.from];
    } else if (w.count() <= TwoStacks.SMALL || mayOverflow) {
      walk(w.from, w.to, origin);
    } else {
      sliding.slide(w.from, w.to);
      slope = sliding.slope();
      intercept = predict ? sliding.intercept(origin) : 0;
    }
    return w.answer(predict ? slope * w.args[0] + intercept : slope);
  }

  private boolean isConstant(int from, int to) {
    for (scanned = Math.max(scanned, from + 1); scanned < to; scanned++) {
      if (values[scanned] != values[scanned - 1]) {
        lastChange = scanned;
      }
    }
    return lastChange <= from;
  }

  private void walk(int from, int to, long origin) {
    double sumX = 0;
    double sumY = 0;
    double sumXy = 0;
    double sumXx = 0;
    double cX = 0;
    double cY = 0;
    double cXy = 0;
    double cXx = 0;
    for (int i = from; i < to; i++) {
      double x = (times[i] - origin) / 1000.0;
      double y = values[i];
      cX = Compensation.next(cX, sumX, x, sumX + x);
      sumX += x;
      cY = Compensation.next(cY, sumY, y, sumY + y);
      sumY += y;
      cXy = Compensation.next(cXy, sumXy, x * y, sumXy + x * y);
      sumXy += x * y;
      cXx = Compensation.next(cXx, sumXx, x * x, sumXx + x * x);
      sumXx += x * x;
    }
    double n = to - from;
    sumX += cX;
    sumY += cY;
    double covariance = sumXy + cXy - sumX * sumY / n;
    double variance = sumXx + cXx - sumX * sumX / n;
    slope = covariance / variance;
    intercept = sumY / n - slope * sumX / n;
  }
}
