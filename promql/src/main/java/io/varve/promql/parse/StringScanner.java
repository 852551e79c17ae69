package io.varve.promql.parse;

import org.jspecify.annotations.Nullable;

/** Finds the end of quoted strings and checks their escapes. The quote is behind the cursor. */
final class StringScanner {
  private static final int REPLACEMENT_CHARACTER = 0xFFFD;

  private final Cursor in;

  StringScanner(Cursor in) {
    this.in = in;
  }

  /** Moves past a string in single or double quotes; returns what is wrong with it, or null. */
  @Nullable String quoted(int quote) {
    while (true) {
      int c = in.next();
      if (c == quote) {
        return null;
      }
      if (c == Cursor.EOF || c == '\n') {
        return "unterminated quoted string";
      }
      if (isInvalid(c)) {
        return "invalid UTF-8 rune";
      }
      if (c == '\\') {
        String error = escape(quote);
        if (error != null) {
          return error;
        }
      }
    }
  }

  /** Moves past a string in backquotes; returns what is wrong with it, or null. */
  @Nullable String raw() {
    while (true) {
      int c = in.next();
      if (c == '`') {
        return null;
      }
      if (c == Cursor.EOF) {
        return "unterminated raw string";
      }
      if (isInvalid(c)) {
        return "invalid UTF-8 rune";
      }
    }
  }

  /** Prometheus does not tell a replacement character that was written from a broken one. */
  private static boolean isInvalid(int c) {
    return c == REPLACEMENT_CHARACTER
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private @Nullable String escape(int quote) {
    int c = in.next();
    if (c == quote) {
      return null;
    }
    return switch (c) {
      case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> null;
      case '0', '1', '2', '3', '4', '5', '6', '7' -> number(c, 3, 8, 255);
      case 'x' -> number(in.next(), 2, 16, 255);
      case 'u' -> number(in.next(), 4, 16, Character.MAX_CODE_POINT);
      case 'U' -> number(in.next(), 8, 16, Character.MAX_CODE_POINT);
      case Cursor.EOF -> "escape sequence not terminated";
      default -> "unknown escape sequence " + Runes.describe(c);
    };
  }

  private @Nullable String number(int first, int length, int base, int max) {
    long value = 0;
    int c = first;
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        c = in.next();
      }
      int digit = c < 0x80 ? Character.digit(c, base) : -1;
      if (digit < 0) {
        return c == Cursor.EOF
            ? "escape sequence not terminated"
            : "illegal character " + Runes.describe(c) + " in escape sequence";
      }
      value = value * base + digit;
    }
    boolean isSurrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    return value > max || isSurrogate ? "escape sequence is an invalid Unicode code point" : null;
  }
}
