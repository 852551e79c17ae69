package io.varve.promql.parse;

import io.varve.model.GoQuote;
import java.util.Locale;

/** Single characters as Go prints them in messages. */
final class Runes {
  private Runes() {}

  /** Returns the character in single quotes, escaped as a Go literal ({@code %q}). */
  static String quote(int c) {
    if (c == '\'') {
      return "'\\''";
    }
    if (c == '"') {
      return "'\"'";
    }
    String quoted = GoQuote.quote(Character.toString(isValid(c) ? c : 0xFFFD));
    return "'" + quoted.substring(1, quoted.length() - 1) + "'";
  }

  /** Returns the code point's number and the character itself, as {@code %#U} does. */
  static String describe(int c) {
    return String.format(Locale.ROOT, "U+%04X %s", c, quote(c));
  }

  private static boolean isValid(int c) {
    return c >= 0 && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
