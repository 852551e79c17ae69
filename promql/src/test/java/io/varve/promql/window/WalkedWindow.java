package io.varve.promql.window;

import io.varve.promql.numeric.Quantiles;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The range functions computed from one window alone, sample by sample, in the plainest way: what
 * the kernels are compared with.
 */
record WalkedWindow(long[] times, double[] values, RangeWindow w) {

  static WalkedWindow of(long[] times, double[] values, RangeWindow w) {
    return new WalkedWindow(
        Arrays.copyOfRange(times, w.from, w.to), Arrays.copyOfRange(values, w.from, w.to), w);
  }

  OptionalDouble evaluate(String function) {
    return switch (function) {
      case "rate" -> rate(true, (w.end - w.start) / 1000.0);
      case "increase" -> rate(true, 1);
      case "delta" -> rate(false, 1);
      case "irate" -> last2(true);
      case "idelta" -> last2(false);
      case "deriv" -> trend(false);
      case "predict_linear" -> trend(true);
      case "double_exponential_smoothing" -> smooth();
      default -> values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(some(function));
    };
  }

  private double some(String function) {
    return switch (function) {
      case "changes" -> changes();
      case "resets" -> resets();
      case "sum_over_time" -> sum(values);
      case "avg_over_time" -> average();
      case "stdvar_over_time" -> variance();
      case "stddev_over_time" -> Math.sqrt(variance());
      case "max_over_time" -> values[best(true, false)];
      case "min_over_time" -> values[best(false, false)];
      case "ts_of_max_over_time" -> times[best(true, true)] / 1000.0;
      case "ts_of_min_over_time" -> times[best(false, true)] / 1000.0;
      case "quantile_over_time" -> Quantiles.inPlace(w.args[0], values.clone(), values.length);
      case "mad_over_time" -> mad();
      case "count_over_time" -> values.length;
      case "present_over_time", "absent_over_time" -> 1;
      case "first_over_time" -> values[0];
      case "last_over_time" -> values[values.length - 1];
      case "ts_of_first_over_time" -> times[0] / 1000.0;
      case "ts_of_last_over_time" -> times[times.length - 1] / 1000.0;
      default -> throw new AssertionError("no reference for " + function);
    };
  }

  private OptionalDouble rate(boolean counter, double seconds) {
    int n = values.length;
    if (n < 2) {
      return OptionalDouble.empty();
    }
    double change = values[n - 1] - values[0];
    for (int i = 1; counter && i < n; i++) {
      change += values[i] < values[i - 1] ? values[i - 1] : 0;
    }
    double sampled = (times[n - 1] - times[0]) / 1000.0;
    double spacing = sampled / (n - 1);
    double before = (times[0] - w.start) / 1000.0;
    before = before < spacing * 1.1 ? before : spacing / 2;
    if (counter && change > 0 && values[0] >= 0) {
      before = Math.min(before, sampled * (values[0] / change));
    }
    double after = (w.end - times[n - 1]) / 1000.0;
    after = after < spacing * 1.1 ? after : spacing / 2;
    return OptionalDouble.of(change * ((sampled + before + after) / sampled / seconds));
  }

  private OptionalDouble last2(boolean rate) {
    int n = values.length;
    if (n < 2) {
      return OptionalDouble.empty();
    }
    double before = rate && values[n - 1] < values[n - 2] ? 0 : values[n - 2];
    double seconds = rate ? (times[n - 1] - times[n - 2]) / 1000.0 : 1;
    return OptionalDouble.of((values[n - 1] - before) / seconds);
  }

  private double changes() {
    int count = 0;
    for (int i = 1; i < values.length; i++) {
      boolean bothNaN = Double.isNaN(values[i]) && Double.isNaN(values[i - 1]);
      count += !bothNaN && values[i] != values[i - 1] ? 1 : 0;
    }
    return count;
  }

  private double resets() {
    int count = 0;
    for (int i = 1; i < values.length; i++) {
      count += values[i] < values[i - 1] ? 1 : 0;
    }
    return count;
  }

  /** Neumaier's sum, written out. */
  static double sum(double[] values) {
    double sum = 0;
    double c = 0;
    for (double v : values) {
      double t = sum + v;
      if (Double.isInfinite(t)) {
        c = 0;
      } else if (Math.abs(sum) >= Math.abs(v)) {
        c += (sum - t) + v;
      } else {
        c += (v - t) + sum;
      }
      sum = t;
    }
    return Double.isInfinite(sum) ? sum : sum + c;
  }

  /** The incremental mean from where the sum overflows, without any compensation. */
  private double average() {
    double sum = sum(values);
    if (!Double.isInfinite(sum)) {
      return sum / values.length;
    }
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      mean = mean / (i + 1) * i + values[i] / (i + 1);
    }
    return mean;
  }

  private double variance() {
    double mean = average();
    double[] squares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      squares[i] = (values[i] - mean) * (values[i] - mean);
    }
    return sum(squares) / values.length;
  }

  private int best(boolean largest, boolean lastOfEquals) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      boolean better = largest ? values[i] > values[best] : values[i] < values[best];
      boolean equal = lastOfEquals && values[i] == values[best];
      boolean number = Double.isNaN(values[best]) && (lastOfEquals || !Double.isNaN(values[i]));
      best = better || equal || number ? i : best;
    }
    return best;
  }

  private double mad() {
    double median = Quantiles.inPlace(0.5, values.clone(), values.length);
    double[] distances = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        return Double.NaN;
      }
      distances[i] = Math.abs(values[i] - median);
    }
    return Quantiles.inPlace(0.5, distances, distances.length);
  }

  private OptionalDouble trend(boolean predict) {
    int n = values.length;
    if (n < 2) {
      return OptionalDouble.empty();
    }
    if (Arrays.stream(values).allMatch(v -> v == values[0])) {
      double value = predict ? 0 * w.args[0] + values[0] : 0;
      return OptionalDouble.of(Double.isInfinite(values[0]) ? Double.NaN : value);
    }
    double[] xs = Arrays.stream(times).mapToDouble(t -> (t - times[0]) / 1000.0).toArray();
    double x = sum(xs) / n;
    double y = sum(values) / n;
    double[] xy = new double[n];
    double[] xx = new double[n];
    for (int i = 0; i < n; i++) {
      xy[i] = (xs[i] - x) * (values[i] - y);
      xx[i] = (xs[i] - x) * (xs[i] - x);
    }
    double slope = sum(xy) / sum(xx);
    double at = (w.evaluationTime - times[0]) / 1000.0 + (predict ? w.args[0] : 0);
    return OptionalDouble.of(predict ? y + slope * (at - x) : slope);
  }

  private OptionalDouble smooth() {
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    double level = values[0];
    double trend = values[1] - values[0];
    for (int i = 1; i < values.length; i++) {
      double next = w.args[0] * values[i] + (1 - w.args[0]) * (level + trend);
      trend = w.args[1] * (next - level) + (1 - w.args[1]) * trend;
      level = next;
    }
    return OptionalDouble.of(level);
  }
}
