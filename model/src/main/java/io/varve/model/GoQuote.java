package io.varve.model;

/**
 * Quotes strings as Go's {@code strconv.Quote} does, which is how Prometheus prints label values
 * and error messages.
 *
 * <p>Printable follows Go's {@code unicode.IsPrint}: letters, marks, numbers, punctuation, symbols
 * and the ASCII space. The JDK's and Go's Unicode versions differ at times, so a character newer
 * than one of them may be escaped by one and not by the other; both forms read back alike.
 *
 * <p>A Go string may hold bytes that are not UTF-8. Where a query gives such a byte by number, the
 * unpaired surrogate U+DC00 plus the byte stands for it, and is written as that byte again.
 */
public final class GoQuote {
  private static final int ESCAPED_BYTE_MIN = 0xdc80;
  private static final int ESCAPED_BYTE_MAX = 0xdcff;

  private static final String HEX = "0123456789abcdef";

  private static final int PRINTABLE_CATEGORIES =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.NON_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK
          | 1 << Character.COMBINING_SPACING_MARK
          | 1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER
          | 1 << Character.DASH_PUNCTUATION
          | 1 << Character.START_PUNCTUATION
          | 1 << Character.END_PUNCTUATION
          | 1 << Character.CONNECTOR_PUNCTUATION
          | 1 << Character.OTHER_PUNCTUATION
          | 1 << Character.INITIAL_QUOTE_PUNCTUATION
          | 1 << Character.FINAL_QUOTE_PUNCTUATION
          | 1 << Character.MATH_SYMBOL
          | 1 << Character.CURRENCY_SYMBOL
          | 1 << Character.MODIFIER_SYMBOL
          | 1 << Character.OTHER_SYMBOL;

  private GoQuote() {}

  /** Returns the string between double quotes, escaped as a Go string literal. */
  public static String quote(String s) {
    StringBuilder sb = new StringBuilder(s.length() + 2);
    appendTo(sb, s);
    return sb.toString();
  }

  /** Appends {@link #quote} of the string. */
  public static void appendTo(StringBuilder sb, String s) {
    sb.append('"');
    int n = s.length();
    for (int i = 0; i < n; ) {
      int cp = s.codePointAt(i);
      appendEscaped(sb, cp);
      i += Character.charCount(cp);
    }
    sb.append('"');
  }

  private static void appendEscaped(StringBuilder sb, int cp) {
    switch (cp) {
      case '"', '\\' -> sb.append('\\').append((char) cp);
      case 0x07 -> sb.append("\\a");
      case '\b' -> sb.append("\\b");
      case '\f' -> sb.append("\\f");
      case '\n' -> sb.append("\\n");
      case '\r' -> sb.append("\\r");
      case '\t' -> sb.append("\\t");
      case 0x0b -> sb.append("\\v");
      default -> {
        if (isPrintable(cp)) {
          sb.appendCodePoint(cp);
        } else if (cp < ' ' || cp == 0x7f) {
          appendHex(sb.append("\\x"), cp, 2);
        } else if (cp >= ESCAPED_BYTE_MIN && cp <= ESCAPED_BYTE_MAX) {
          appendHex(sb.append("\\x"), cp & 0xff, 2);
        } else if (cp >= Character.MIN_SURROGATE && cp <= Character.MAX_SURROGATE) {
          // An unpaired surrogate is not a character; Go writes the replacement character for it.
          sb.append("\\ufffd");
        } else if (cp < 0x10000) {
          appendHex(sb.append("\\u"), cp, 4);
        } else {
          appendHex(sb.append("\\U"), cp, 8);
        }
      }
    }
  }

  private static boolean isPrintable(int cp) {
    if (cp < 0x7f) {
      return cp >= ' ';
    }
    return (PRINTABLE_CATEGORIES >>> Character.getType(cp) & 1) != 0;
  }

  private static void appendHex(StringBuilder sb, int value, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      sb.append(HEX.charAt(value >>> shift & 0xf));
    }
  }
}
