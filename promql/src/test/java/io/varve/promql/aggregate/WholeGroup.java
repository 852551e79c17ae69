package io.varve.promql.aggregate;

import io.varve.model.Labels;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.numeric.Quantiles;
import io.varve.promql.value.Column;
import io.varve.promql.value.GoNumbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Aggregations of a group computed from all its series at once, step by step, in the plainest way:
 * what split and merged states are compared with.
 */
record WholeGroup(List<Labels> labels, List<Column> columns, double[] param) {

  /** A series at one step. */
  private record Point(Labels labels, double value) {}

  /** Returns by labels what the aggregation gives at one step. */
  Map<Labels, Double> evaluate(AggregateOp op, int step, Labels group, String valueLabel) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).has(step)) {
        points.add(new Point(labels.get(i), columns.get(i).get(step)));
      }
    }
    Map<Labels, Double> result = new TreeMap<>();
    if (points.isEmpty()) {
      return result;
    }
    double[] values = points.stream().mapToDouble(Point::value).toArray();
    switch (op) {
      case TOPK -> choose(points, step, nanLast().thenComparingDouble(p -> -p.value), result);
      case BOTTOMK -> choose(points, step, nanLast().thenComparingDouble(p -> p.value), result);
      case LIMITK -> choose(points, step, Comparator.comparing(Point::labels), result);
      case LIMIT_RATIO ->
          points.stream()
              .filter(p -> isSampled(LabelsHash.place(p.labels), param[step]))
              .forEach(p -> result.put(p.labels, p.value));
      case COUNT_VALUES -> {
        for (double v : values) {
          result.merge(group.with(valueLabel, GoNumbers.plain(v)), 1.0, Double::sum);
        }
      }
      case QUANTILE -> result.put(group, Quantiles.inPlace(param[step], values, values.length));
      default -> result.put(group, number(op, values));
    }
    return result;
  }

  private void choose(
      List<Point> points, int step, Comparator<Point> byValue, Map<Labels, Double> result) {
    points.sort(byValue.thenComparing(Point::labels));
    points.stream()
        .limit(Math.max(0, (long) param[step]))
        .forEach(p -> result.put(p.labels, p.value));
  }

  private static boolean isSampled(double place, double ratio) {
    return ratio >= 0 ? place < ratio : place >= 1 + ratio;
  }

  private static Comparator<Point> nanLast() {
    return Comparator.comparing(p -> Double.isNaN(p.value));
  }

  private static double number(AggregateOp op, double[] values) {
    double[] numbers = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    return switch (op) {
      case COUNT -> values.length;
      case GROUP -> 1;
      case MIN -> Arrays.stream(numbers).min().orElse(Double.NaN);
      case MAX -> Arrays.stream(numbers).max().orElse(Double.NaN);
      case SUM -> sum(values);
      case AVG -> average(values);
      case STDVAR -> variance(values);
      case STDDEV -> Math.sqrt(variance(values));
      default -> throw new AssertionError(op);
    };
  }

  /** The exact sum, rounded once. */
  private static double sum(double[] values) {
    double plain = Arrays.stream(values).sum();
    return isFinite(values) ? exact(values).doubleValue() : plain;
  }

  private static double average(double[] values) {
    return isFinite(values)
        ? exact(values).divide(new BigDecimal(values.length), MathContext.DECIMAL128).doubleValue()
        : Arrays.stream(values).sum();
  }

  private static double variance(double[] values) {
    if (!isFinite(values)) {
      return Double.NaN;
    }
    double mean = average(values);
    return average(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).toArray());
  }

  private static boolean isFinite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  private static BigDecimal exact(double[] values) {
    return Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
