package io.varve.promql.reference;

import io.varve.promql.ast.BinaryOp;
import java.util.Arrays;

/** What is the same for samples of a series and for values of several. */
final class Numbers {
  private Numbers() {}

  static double sum(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum;
  }

  /** The smallest number; NaN if there is no number. */
  static double min(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
  }

  /** The largest number; NaN if there is no number. */
  static double max(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
  }

  static double variance(double[] values) {
    double mean = sum(values) / values.length;
    return sum(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).toArray()) / values.length;
  }

  /** Interpolates between the two nearest; NaN is the smallest of all values. */
  static double quantile(double q, double[] values) {
    if (Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0 || q > 1) {
      return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double[] sorted =
        Arrays.stream(values).boxed().sorted(Numbers::nanFirst).mapToDouble(v -> v).toArray();
    double rank = q * (sorted.length - 1);
    int lower = (int) Math.floor(rank);
    int upper = Math.min(sorted.length - 1, lower + 1);
    double weight = rank - lower;
    return sorted[lower] * (1 - weight) + sorted[upper] * weight;
  }

  private static int nanFirst(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b)
        ? Boolean.compare(Double.isNaN(b), Double.isNaN(a))
        : Double.compare(a, b);
  }

  /** What an operator that is not one of sets gives; a comparison 1 or 0. */
  static double apply(BinaryOp op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MOD -> a % b;
      case POW -> a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : Math.pow(a, b);
      case ATAN2 -> Math.atan2(a, b);
      case EQL -> a == b ? 1 : 0;
      case NEQ -> a != b ? 1 : 0;
      case GTR -> a > b ? 1 : 0;
      case LSS -> a < b ? 1 : 0;
      case GTE -> a >= b ? 1 : 0;
      case LTE -> a <= b ? 1 : 0;
      case TRIM_UPPER, TRIM_LOWER, AND, OR, UNLESS ->
          throw new IllegalArgumentException(op.symbol());
    };
  }
}
