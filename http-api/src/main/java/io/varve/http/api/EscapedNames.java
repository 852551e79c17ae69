package io.varve.http.api;

/**
 * Names in addresses: one with characters that an address cannot hold is written {@code U__}, its
 * underscores doubled, and other characters as {@code _} code point in hex {@code _}.
 */
final class EscapedNames {
  private static final String PREFIX = "U__";
  private static final int MAX_HEX_DIGITS = 6;

  private EscapedNames() {}

  /** Returns the name that is meant; the one given if it is not escaped, or wrongly so. */
  static String unescape(String name) {
    if (!name.startsWith(PREFIX)) {
      return name;
    }
    StringBuilder sb = new StringBuilder(name.length());
    int i = PREFIX.length();
    while (i < name.length()) {
      char c = name.charAt(i++);
      if (c != '_') {
        sb.append(c);
        continue;
      }
      int end = name.indexOf('_', i);
      if (end == i) {
        sb.append('_');
      } else {
        int codePoint = codePoint(name, i, end);
        if (codePoint < 0) {
          return name;
        }
        sb.appendCodePoint(codePoint);
      }
      i = end + 1;
    }
    return sb.toString();
  }

  /** Returns -1 if there is none. */
  private static int codePoint(String name, int start, int end) {
    if (end < 0 || end - start >= MAX_HEX_DIGITS) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = name.charAt(i) < 0x80 ? Character.digit(name.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    return Character.isValidCodePoint(value) && !surrogate ? value : -1;
  }
}
