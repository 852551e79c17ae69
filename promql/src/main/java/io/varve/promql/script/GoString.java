package io.varve.promql.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Quoted strings as Go writes them; as in Prometheus, single quotes hold whole strings too. */
final class GoString {
  private final TextCursor cursor;
  private final String body;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at;

  private GoString(TextCursor cursor, String body) {
    this.cursor = cursor;
    this.body = body;
  }

  /** Returns what the string, given with its quotes, says. */
  static String unquote(TextCursor cursor, String quoted) {
    String body = quoted.substring(1, quoted.length() - 1);
    return quoted.charAt(0) == '`' ? body : new GoString(cursor, body).unescape();
  }

  private String unescape() {
    while (at < body.length()) {
      int c = body.codePointAt(at);
      at += Character.charCount(c);
      if (c == '\\') {
        escape();
      } else {
        append(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void escape() {
    char c = body.charAt(at++);
    switch (c) {
      case 'a' -> append(7);
      case 'b' -> append('\b');
      case 'f' -> append('\f');
      case 'n' -> append('\n');
      case 'r' -> append('\r');
      case 't' -> append('\t');
      case 'v' -> append(11);
      case '\\', '\'', '"' -> append(c);
      case 'x' -> bytes.write(number(2, 16));
      case 'u' -> append(number(4, 16));
      case 'U' -> append(number(8, 16));
      case '0', '1', '2', '3' -> {
        at--;
        bytes.write(number(3, 8));
      }
      default -> throw cursor.error("unknown escape sequence \\" + c);
    }
  }

  private int number(int digits, int base) {
    try {
      int value = Integer.parseInt(body.substring(at, at + digits), base);
      at += digits;
      return value;
    } catch (NumberFormatException | StringIndexOutOfBoundsException _) {
      throw cursor.error("bad escape sequence in string \"" + body + "\"");
    }
  }

  private void append(int codePoint) {
    if (!Character.isValidCodePoint(codePoint)) {
      throw cursor.error("bad escape sequence in string \"" + body + "\"");
    }
    bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }
}
