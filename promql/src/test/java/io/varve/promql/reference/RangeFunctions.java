package io.varve.promql.reference;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of the samples of one series in a range. */
final class RangeFunctions {
  private final List<Point> points;
  private final long start;
  private final long end;

  /** What the function is of: at least one sample in {@code (start, end]}, ms. */
  RangeFunctions(List<Point> points, long start, long end) {
    this.points = points;
    this.start = start;
    this.end = end;
  }

  /** Returns the value, or null if there is none. */
  @Nullable Double apply(String function, long now, double... args) {
    double[] values = points.stream().mapToDouble(Point::value).toArray();
    return switch (function) {
      case "sum_over_time" -> Numbers.sum(values);
      case "avg_over_time" -> Numbers.sum(values) / values.length;
      case "count_over_time" -> (double) values.length;
      case "min_over_time" -> Numbers.min(values);
      case "max_over_time" -> Numbers.max(values);
      case "first_over_time" -> values[0];
      case "last_over_time" -> values[values.length - 1];
      case "present_over_time" -> 1.0;
      case "stdvar_over_time" -> Numbers.variance(values);
      case "stddev_over_time" -> Math.sqrt(Numbers.variance(values));
      case "quantile_over_time" -> Numbers.quantile(args[0], values);
      case "mad_over_time" -> deviation(values);
      case "changes" -> count((a, b) -> a == b || (Double.isNaN(a) && Double.isNaN(b)) ? 0 : 1);
      case "resets" -> count((a, b) -> b < a ? 1 : 0);
      case "ts_of_first_over_time" -> points.getFirst().time() / 1000.0;
      case "ts_of_last_over_time" -> points.getLast().time() / 1000.0;
      case "ts_of_max_over_time" -> lastTimeOf(Numbers.max(values));
      case "ts_of_min_over_time" -> lastTimeOf(Numbers.min(values));
      case "rate", "increase", "delta" -> points.size() < 2 ? null : extrapolated(function);
      case "irate", "idelta" -> points.size() < 2 ? null : lastTwo(function.equals("irate"));
      case "deriv" -> points.size() < 2 ? null : trend(points.getFirst().time())[0];
      case "predict_linear" -> points.size() < 2 ? null : predicted(now, args[0]);
      case "double_exponential_smoothing" -> values.length < 2 ? null : smoothed(values, args);
      default -> throw new IllegalArgumentException(function);
    };
  }

  /** The median distance to the median; a value that is no number leaves neither defined. */
  private static double deviation(double[] values) {
    if (Arrays.stream(values).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    double median = Numbers.quantile(0.5, values);
    double[] distances = Arrays.stream(values).map(v -> Math.abs(v - median)).toArray();
    return Numbers.quantile(0.5, distances);
  }

  private double count(DoubleBinaryOperator of) {
    double sum = 0;
    for (int i = 1; i < points.size(); i++) {
      sum += of.applyAsDouble(points.get(i - 1).value(), points.get(i).value());
    }
    return sum;
  }

  /** The time of the last sample with the value; of the last of all if none is a number. */
  private double lastTimeOf(double value) {
    return points.reversed().stream()
            .filter(p -> p.value() == value || Double.isNaN(value))
            .findFirst()
            .orElseThrow()
            .time()
        / 1000.0;
  }

  private double extrapolated(String function) {
    Point first = points.getFirst();
    Point last = points.getLast();
    boolean counter = !function.equals("delta");
    double change = last.value() - first.value();
    if (counter) {
      change += count((a, b) -> b < a ? a : 0);
    }
    double sampled = (last.time() - first.time()) / 1000.0;
    double apart = sampled / (points.size() - 1);
    double before = (first.time() - start) / 1000.0;
    double after = (end - last.time()) / 1000.0;
    if (before >= apart * 1.1) {
      before = apart / 2;
    }
    if (counter && change > 0 && first.value() >= 0) {
      before = Math.min(before, sampled * (first.value() / change));
    }
    if (after >= apart * 1.1) {
      after = apart / 2;
    }
    double factor = (sampled + before + after) / sampled;
    return change * (function.equals("rate") ? factor / ((end - start) / 1000.0) : factor);
  }

  private double lastTwo(boolean rate) {
    Point last = points.getLast();
    Point previous = points.get(points.size() - 2);
    if (!rate) {
      return last.value() - previous.value();
    }
    double change =
        last.value() < previous.value() ? last.value() : last.value() - previous.value();
    return change / ((last.time() - previous.time()) / 1000.0);
  }

  private double predicted(long now, double seconds) {
    double[] trend = trend(now);
    return trend[0] * seconds + trend[1];
  }

  /** The slope per second, and the value at the origin, of the line nearest to the samples. */
  private double[] trend(long origin) {
    double y0 = points.getFirst().value();
    if (points.stream().allMatch(p -> p.value() == y0)) {
      return Double.isInfinite(y0) ? new double[] {Double.NaN, Double.NaN} : new double[] {0, y0};
    }
    double n = points.size();
    double meanX = points.stream().mapToDouble(p -> (p.time() - origin) / 1000.0).sum() / n;
    double meanY = points.stream().mapToDouble(Point::value).sum() / n;
    double xy = 0;
    double xx = 0;
    for (Point p : points) {
      double x = (p.time() - origin) / 1000.0 - meanX;
      xy += x * (p.value() - meanY);
      xx += x * x;
    }
    return new double[] {xy / xx, meanY - xy / xx * meanX};
  }

  /** Holt's double exponential smoothing, with the factors for level and trend. */
  private static double smoothed(double[] values, double[] factors) {
    double level = values[0];
    double trend = values[1] - values[0];
    double before = 0;
    for (int i = 1; i < values.length; i++) {
      if (i > 1) {
        trend = factors[1] * (level - before) + (1 - factors[1]) * trend;
      }
      before = level;
      level = factors[0] * values[i] + (1 - factors[0]) * (level + trend);
    }
    return level;
  }
}
