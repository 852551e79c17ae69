package io.varve.promql.parse;

import io.varve.model.GoQuote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;

/** Numbers as Go reads and writes them. */
public final class Numbers {
  private static final int MIN_EXPONENT = -4;
  private static final int MAX_EXPONENT = 21;

  private Numbers() {}

  /**
   * Returns the value of a number token: an integer in decimal, {@code 0x} hexadecimal or {@code 0}
   * octal, or else a decimal fraction. Underscores may separate digits.
   *
   * @throws NumberFormatException if it is none of these, with the message that Prometheus gives
   */
  public static double parse(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "inf" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "nan" -> {
        return Double.NaN;
      }
      default -> {}
    }
    if (!areUnderscoresFine(text)) {
      throw failure(text, "invalid syntax");
    }
    String digits = text.replace("_", "");
    OptionalLong integer = integer(digits);
    return integer.isPresent() ? (double) integer.getAsLong() : fraction(text, digits);
  }

  private static OptionalLong integer(String digits) {
    int radix = isHex(digits) ? 16 : digits.startsWith("0") && digits.length() > 1 ? 8 : 10;
    String number = radix == 16 ? digits.substring(2) : digits;
    for (int i = 0; i < number.length(); i++) {
      if (Character.digit(number.charAt(i), radix) < 0) {
        return OptionalLong.empty();
      }
    }
    try {
      return OptionalLong.of(Long.parseLong(number, radix));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private static double fraction(String text, String digits) {
    if (isHex(digits)) {
      throw failure(text, "invalid syntax");
    }
    double value;
    try {
      value = Double.parseDouble(digits);
    } catch (NumberFormatException _) {
      throw failure(text, "invalid syntax");
    }
    if (Double.isInfinite(value)) {
      throw failure(text, "value out of range");
    }
    return value;
  }

  private static NumberFormatException failure(String text, String reason) {
    return new NumberFormatException(
        "error parsing number: strconv.ParseFloat: parsing " + GoQuote.quote(text) + ": " + reason);
  }

  private static boolean isHex(String text) {
    return text.startsWith("0x") || text.startsWith("0X");
  }

  /** Returns whether each underscore has a digit, or for the first one a prefix, on its left. */
  private static boolean areUnderscoresFine(String text) {
    boolean hex = isHex(text);
    boolean afterDigit = hex;
    boolean afterUnderscore = false;
    for (int i = hex ? 2 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = Character.digit(c, hex ? 16 : 10) >= 0;
      if (c == '_' ? !afterDigit : !digit && afterUnderscore) {
        return false;
      }
      afterUnderscore = c == '_';
      afterDigit = digit;
    }
    return !afterUnderscore;
  }

  /** Returns the shortest decimal that reads back as the value, without an exponent. */
  static String formatFixed(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    String sign = 1 / value < 0 && value == 0 ? "-" : "";
    return sign + shortest(value).toPlainString();
  }

  /** Returns the same decimal with an exponent where it is shorter so, as Go's {@code %v}. */
  static String format(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
      return formatFixed(value);
    }
    BigDecimal decimal = shortest(value);
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= MIN_EXPONENT && exponent < MAX_EXPONENT) {
      return formatFixed(value);
    }
    String mantissa = decimal.scaleByPowerOfTen(-exponent).toPlainString();
    return String.format(
        Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return decimal.signum() == 0 ? BigDecimal.ZERO : decimal;
  }

  /** Returns the value with this many digits after the point, rounded as Go's {@code %.nf}. */
  static String formatFixed(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return formatFixed(value);
    }
    return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }
}
