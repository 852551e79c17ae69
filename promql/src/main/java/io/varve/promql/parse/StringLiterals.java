package io.varve.promql.parse;

import io.varve.model.GoBytes;
import java.io.ByteArrayOutputStream;

/** Takes quotes and escapes off string tokens. */
final class StringLiterals {
  private StringLiterals() {}

  /**
   * Returns the string that a token stands for. Bytes given by number may not make UTF-8; see
   * {@link GoBytes}.
   *
   * @param literal a string with its quotes, as {@link StringScanner} accepts it
   */
  static String unquote(String literal) {
    String body = literal.substring(1, literal.length() - 1);
    if (literal.charAt(0) == '`' || body.indexOf('\\') < 0) {
      return body;
    }
    StringBuilder out = new StringBuilder(body.length());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = 0;
    while (i < body.length()) {
      char c = body.charAt(i++);
      if (c != '\\') {
        flush(bytes, out);
        out.append(c);
        continue;
      }
      char kind = body.charAt(i++);
      int digits = digitsAfter(kind);
      int radix = Cursor.isDigit(kind) ? 8 : 16;
      int from = radix == 8 ? i - 1 : i;
      if (digits == 0) {
        flush(bytes, out);
        out.append(simple(kind));
      } else {
        int value = Integer.parseInt(body, from, from + digits, radix);
        i = from + digits;
        if (kind == 'u' || kind == 'U') {
          flush(bytes, out);
          out.appendCodePoint(value);
        } else {
          bytes.write(value);
        }
      }
    }
    flush(bytes, out);
    return out.toString();
  }

  private static int digitsAfter(char kind) {
    return switch (kind) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
      default -> 0;
    };
  }

  private static char simple(char kind) {
    return switch (kind) {
      case 'a' -> 0x07;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      default -> kind;
    };
  }

  private static void flush(ByteArrayOutputStream bytes, StringBuilder out) {
    out.append(GoBytes.decode(bytes.toByteArray()));
    bytes.reset();
  }
}
