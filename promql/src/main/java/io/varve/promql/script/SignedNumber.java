package io.varve.promql.script;

import io.varve.promql.parse.Numbers;
import java.util.OptionalDouble;

/** Numbers with or without a sign, otherwise as in queries. */
final class SignedNumber {
  private SignedNumber() {}

  static OptionalDouble parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    try {
      double value = Numbers.parse(signed ? text.substring(1) : text);
      return OptionalDouble.of(text.startsWith("-") ? -value : value);
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }
}
