package io.varve.promql.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints numbers as Go does, and so as users of Prometheus see them. */
public final class GoNumbers {
  private GoNumbers() {}

  /** Returns the shortest decimal that reads back as the same number, without exponent. */
  public static String plain(double v) {
    DecimalForm form = new DecimalForm();
    form.withoutExponent(v);
    return form.toString();
  }

  /** Returns the number as Go's {@code %g} prints it: shortest, with an exponent from 1e+06 on. */
  public static String general(double v) {
    if (Double.isNaN(v) || Double.isInfinite(v) || v == 0) {
      return plain(v);
    }
    BigDecimal shortest = new BigDecimal(plain(v)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return shortest.toPlainString();
    }
    return scientific(shortest, exponent);
  }

  /**
   * Returns the number rounded to so many significant digits, as Go's {@code %.2g} prints it for
   * two.
   */
  public static String general(double v, int digits) {
    if (Double.isNaN(v) || Double.isInfinite(v) || v == 0) {
      return plain(v);
    }
    BigDecimal rounded =
        new BigDecimal(v)
            .round(new MathContext(digits, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < digits) {
      return rounded.toPlainString();
    }
    return scientific(rounded, exponent);
  }

  private static String scientific(BigDecimal v, int exponent) {
    String digits = v.unscaledValue().abs().toString();
    StringBuilder sb = new StringBuilder();
    if (v.signum() < 0) {
      sb.append('-');
    }
    sb.append(digits.charAt(0));
    if (digits.length() > 1) {
      sb.append('.').append(digits, 1, digits.length());
    }
    sb.append('e').append(exponent < 0 ? '-' : '+');
    int e = Math.abs(exponent);
    return sb.append(e < 10 ? "0" : "").append(e).toString();
  }
}
