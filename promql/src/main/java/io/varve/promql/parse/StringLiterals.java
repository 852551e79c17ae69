package io.varve.promql.parse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Takes quotes and escapes off string tokens. */
final class StringLiterals {
  private StringLiterals() {}

  /** What stands for byte b that is not part of a character is U+DC00 + b. */
  private static final int ESCAPED_BYTES = 0xdc00;

  /**
   * Returns the string that a token stands for. Bytes given by number that do not make UTF-8 become
   * unpaired surrogates, which no label's name or value may hold, and which {@link
   * io.varve.model.GoQuote} writes as these bytes again.
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
    if (bytes.size() == 0) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
    bytes.reset();
    CharBuffer chars = CharBuffer.allocate(in.remaining());
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, chars, true);
      for (int i = 0; result.isMalformed() && i < result.length(); i++) {
        chars.put((char) (ESCAPED_BYTES + (in.get() & 0xff)));
      }
    }
    out.append(chars.flip());
  }
}
