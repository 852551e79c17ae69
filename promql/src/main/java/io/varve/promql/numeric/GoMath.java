package io.varve.promql.numeric;

/**
 * Mathematical functions where Go's package math and Java's {@code Math} differ in edge cases, or
 * where Java has none. What is not here is the same in both: {@code %}, {@code atan2}, {@code
 * sqrt}, {@code floor}, the trigonometric functions.
 */
public final class GoMath {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LOG10_E = 0.4342944819032518;
  private static final double LN_2 = 0.6931471805599453;

  /** From 2^28 on, 1 is lost beside the square of a number. */
  private static final double LARGE = 1 << 28;

  private GoMath() {}

  /** Returns the larger number; +∞ beats NaN, NaN beats all others. */
  public static double max(double a, double b) {
    return a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY
        ? Double.POSITIVE_INFINITY
        : Math.max(a, b);
  }

  /** Returns the smaller number; −∞ beats NaN, NaN beats all others. */
  public static double min(double a, double b) {
    return a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY
        ? Double.NEGATIVE_INFINITY
        : Math.min(a, b);
  }

  /** Returns the power; 1 to anything is 1, and so is −1 to an infinity. */
  public static double pow(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    return Math.pow(base, exponent);
  }

  /** Returns the logarithm to base 2, exact for powers of two. */
  public static double log2(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      return Math.log(x);
    }
    boolean subnormal = x < Double.MIN_NORMAL;
    double scaled = subnormal ? x * 0x1p52 : x;
    int exponent = Math.getExponent(scaled) + 1;
    double fraction = Math.scalb(scaled, -exponent);
    exponent -= subnormal ? 52 : 0;
    return fraction == 0.5 ? exponent - 1 : Math.log(fraction) * LOG2_E + exponent;
  }

  /** Returns the logarithm to base 10, from the natural one: not exact for all powers of ten. */
  public static double log10(double x) {
    return Math.log(x) * LOG10_E;
  }

  /** Returns the inverse sine, from an inverse tangent; NaN beyond ±1. */
  public static double asin(double x) {
    double a = Math.abs(x);
    if (a == 0) {
      return x;
    }
    double other = Math.sqrt(1 - a * a);
    return Math.copySign(a > 0.7 ? Math.PI / 2 - Math.atan(other / a) : Math.atan(a / other), x);
  }

  /** Returns the inverse cosine, from the inverse sine: close to 1 with few digits. */
  public static double acos(double x) {
    return Math.PI / 2 - asin(x);
  }

  /** Returns the inverse hyperbolic sine. */
  public static double asinh(double x) {
    double a = Math.abs(x);
    if (a < 1 / LARGE || Double.isNaN(a) || Double.isInfinite(a)) {
      return x;
    }
    double result;
    if (a > LARGE) {
      result = Math.log(a) + LN_2;
    } else if (a > 2) {
      result = Math.log(2 * a + 1 / (Math.sqrt(a * a + 1) + a));
    } else {
      result = Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
    }
    return Math.copySign(result, x);
  }

  /** Returns the inverse hyperbolic cosine; NaN below 1. */
  public static double acosh(double x) {
    if (x < 1 || Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x >= LARGE) {
      return Math.log(x) + LN_2;
    }
    if (x > 2) {
      return Math.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
    }
    double over = x - 1;
    return Math.log1p(over + Math.sqrt(2 * over + over * over));
  }

  /** Returns the inverse hyperbolic tangent; infinite at ±1, NaN beyond. */
  public static double atanh(double x) {
    double a = Math.abs(x);
    if (a > 1 || Double.isNaN(a)) {
      return Double.NaN;
    }
    double result;
    if (a < 1 / LARGE) {
      result = a;
    } else if (a < 0.5) {
      result = 0.5 * Math.log1p(2 * a + 2 * a * a / (1 - a));
    } else {
      result = 0.5 * Math.log1p(2 * a / (1 - a));
    }
    return Math.copySign(result, x);
  }

  /**
   * Returns the number cut to an integer, as Go does on the machines that Prometheus mostly runs
   * on: what does not fit, NaN included, becomes the smallest integer.
   */
  public static long toLong(double x) {
    return x >= -0x1p63 && x < 0x1p63 ? (long) x : Long.MIN_VALUE;
  }
}
