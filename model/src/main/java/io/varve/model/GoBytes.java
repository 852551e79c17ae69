package io.varve.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Strings that may hold bytes which are not UTF-8, as Go's may. Such a byte is the unpaired
 * surrogate U+DC00 plus the byte; no label's name or value may hold one, and {@link GoQuote} writes
 * it by its number.
 */
public final class GoBytes {
  private static final int BASE = 0xdc00;
  private static final int MIN = 0xdc80;
  private static final int MAX = 0xdcff;

  private GoBytes() {}

  /** Returns whether the character stands for a byte, given that it is not part of a pair. */
  static boolean isByte(int codePoint) {
    return codePoint >= MIN && codePoint <= MAX;
  }

  /** Returns the string of bytes that are UTF-8 or not. */
  public static String decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, chars, true);
      for (int i = 0; result.isMalformed() && i < result.length(); i++) {
        chars.put((char) (BASE + (in.get() & 0xff)));
      }
    }
    return chars.flip().toString();
  }

  /** Returns the bytes of a string, from which {@link #decode} makes the same string again. */
  public static byte[] encode(String text) {
    if (Utf8.isWellFormed(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    text.codePoints()
        .forEach(
            cp -> {
              if (isByte(cp)) {
                out.write(cp - BASE);
              } else {
                out.writeBytes(Character.toString(cp).getBytes(StandardCharsets.UTF_8));
              }
            });
    return out.toByteArray();
  }
}
