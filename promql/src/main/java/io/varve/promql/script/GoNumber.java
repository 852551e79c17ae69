package io.varve.promql.script;

import io.varve.model.StaleNaN;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as Go reads them: first as an integer with its base prefix, then as a float. */
final class GoNumber {
  private static final Pattern INTEGER =
      Pattern.compile("([+-]?)(0[xX]_?|0[bB]_?|0[oO]?_?|)([0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)");

  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

  private GoNumber() {}

  static OptionalDouble parse(String text) {
    OptionalDouble integer = parseInteger(text);
    if (integer.isPresent()) {
      return integer;
    }
    if (FLOAT.matcher(text).matches()) {
      return OptionalDouble.of(Double.parseDouble(text));
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      case "nan" -> OptionalDouble.of(StaleNaN.NORMAL_NAN);
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble parseInteger(String text) {
    Matcher matcher = INTEGER.matcher(text);
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    int base =
        switch (matcher.group(2).toLowerCase(Locale.ROOT).replace("_", "")) {
          case "0x" -> 16;
          case "0b" -> 2;
          case "0", "0o" -> 8;
          default -> 10;
        };
    try {
      String digits = matcher.group(1) + matcher.group(3).replace("_", "");
      return OptionalDouble.of(new BigInteger(digits, base).longValueExact());
    } catch (NumberFormatException | ArithmeticException _) {
      return OptionalDouble.empty();
    }
  }
}
