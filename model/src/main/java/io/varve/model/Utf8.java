package io.varve.model;

import java.util.Objects;

/**
 * UTF-8 facts about Java strings, without encoding them first, and about bytes, without decoding.
 *
 * <p>Prometheus orders, hashes and stores strings as UTF-8 bytes. {@link String#compareTo} orders
 * by UTF-16 units, which differs as soon as one side holds a character above U+FFFF and the other
 * one from U+E000 to U+FFFF; everything persisted must use {@link #compare} instead.
 *
 * <p>An unpaired surrogate has no UTF-8 form. {@link #isWellFormed} finds it, and input is checked
 * there; the other methods treat it as {@code '?'} when encoding, as {@link String#getBytes} does,
 * and as a surrogate when comparing, so that the order stays total.
 */
public final class Utf8 {
  private static final int MAX_BYTES_PER_CHAR = 3;

  private Utf8() {}

  /**
   * Compares two strings by the bytes of their UTF-8 form, which is also their order by code point.
   *
   * @return negative, zero or positive, as {@link Comparable#compareTo}
   */
  // Of label sets read together, most strings are the same objects.
  @SuppressWarnings({"ReferenceEquality", "StringEquality"})
  public static int compare(String a, String b) {
    if (a == b) {
      return 0;
    }
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return codePointRank(x) - codePointRank(y);
      }
    }
    return a.length() - b.length();
  }

  /**
   * Moves the surrogates above U+E000 to U+FFFF: at the first unit that differs, a surrogate means
   * a code point above U+FFFF.
   */
  private static int codePointRank(char c) {
    if (c < Character.MIN_SURROGATE) {
      return c;
    }
    return c <= Character.MAX_SURROGATE ? c + 0x2000 : c - 0x800;
  }

  /** Returns whether the string has a UTF-8 form, that is, holds no unpaired surrogate. */
  public static boolean isWellFormed(String s) {
    int n = s.length();
    for (int i = 0; i < n; i++) {
      char c = s.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!isPairAt(s, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Returns whether {@code buf[off]} to {@code buf[off + len - 1]} is UTF-8 as RFC 3629 and Go
   * define it: no overlong form, no surrogate, nothing above U+10FFFF, no character cut short.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public static boolean isValid(byte[] buf, int off, int len) {
    Objects.checkFromIndexSize(off, len, buf.length);
    int end = off + len;
    int i = off;
    while (i < end) {
      byte lead = buf[i];
      int size = lead >= 0 ? 1 : sizeOf(buf, i, end);
      if (size == 0) {
        return false;
      }
      i += size;
    }
    return true;
  }

  /** Returns the number of bytes of the valid multi-byte character at i, or 0 if there is none. */
  private static int sizeOf(byte[] buf, int i, int end) {
    int lead = buf[i] & 0xFF;
    int size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (size == 0 || size > end - i) {
      return 0;
    }
    for (int j = 1; j < size; j++) {
      if ((buf[i + j] & 0xC0) != 0x80) {
        return 0;
      }
    }
    // After four of the lead bytes the second byte decides whether the form is overlong, a
    // surrogate's, or
    // beyond Unicode.
    int second = buf[i + 1] & 0xFF;
    boolean outside =
        switch (lead) {
          case 0xE0 -> second < 0xA0;
          case 0xED -> second >= 0xA0;
          case 0xF0 -> second < 0x90;
          case 0xF4 -> second >= 0x90;
          default -> false;
        };
    return outside ? 0 : size;
  }

  /** Returns the number of bytes that {@link #encode} writes for the string. */
  public static int encodedLength(String s) {
    int n = s.length();
    int bytes = n;
    for (int i = 0; i < n; i++) {
      char c = s.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c < 0x800) {
        bytes++;
      } else if (!Character.isSurrogate(c)) {
        bytes += 2;
      } else if (isPairAt(s, i)) {
        bytes += 2;
        i++;
      }
    }
    return bytes;
  }

  /**
   * Returns a number of bytes that is enough for {@link #encode}, without looking at the string.
   */
  static int maxEncodedLength(String s) {
    return Math.multiplyExact(s.length(), MAX_BYTES_PER_CHAR);
  }

  /**
   * Writes the UTF-8 form of the string to {@code dst} from {@code pos} on.
   *
   * @return the position after the last byte written
   * @throws IndexOutOfBoundsException if {@code dst} is too short; what was written stays
   */
  public static int encode(String s, byte[] dst, int pos) {
    int n = s.length();
    int p = pos;
    for (int i = 0; i < n; i++) {
      char c = s.charAt(i);
      if (c < 0x80) {
        dst[p++] = (byte) c;
      } else if (c < 0x800) {
        dst[p++] = (byte) (0xc0 | c >> 6);
        dst[p++] = (byte) (0x80 | (c & 0x3f));
      } else if (!Character.isSurrogate(c)) {
        dst[p++] = (byte) (0xe0 | c >> 12);
        dst[p++] = (byte) (0x80 | (c >> 6 & 0x3f));
        dst[p++] = (byte) (0x80 | (c & 0x3f));
      } else if (isPairAt(s, i)) {
        int cp = Character.toCodePoint(c, s.charAt(++i));
        dst[p++] = (byte) (0xf0 | cp >> 18);
        dst[p++] = (byte) (0x80 | (cp >> 12 & 0x3f));
        dst[p++] = (byte) (0x80 | (cp >> 6 & 0x3f));
        dst[p++] = (byte) (0x80 | (cp & 0x3f));
      } else {
        dst[p++] = '?';
      }
    }
    return p;
  }

  private static boolean isPairAt(String s, int i) {
    return Character.isHighSurrogate(s.charAt(i))
        && i + 1 < s.length()
        && Character.isLowSurrogate(s.charAt(i + 1));
  }
}
