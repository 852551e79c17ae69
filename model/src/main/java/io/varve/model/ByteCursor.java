package io.varve.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Reads numbers and strings from a range of a byte array, moving a position. Reusable, not
 * thread-safe; the array is not copied.
 *
 * <p>Whatever the bytes are, the only exception a read throws is {@link DecodeException}, and
 * nothing outside the range is ever read. After an exception the position is undefined.
 */
public final class ByteCursor {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] buf;
  private int position;
  private int limit;

  /** Starts at the beginning of the array. */
  public ByteCursor(byte[] buf) {
    this(buf, 0, buf.length);
  }

  /** Starts at {@code buf[off]}, to end before {@code buf[off + len]}. */
  public ByteCursor(byte[] buf, int off, int len) {
    Objects.checkFromIndexSize(off, len, buf.length);
    this.buf = buf;
    position = off;
    limit = off + len;
  }

  /** Starts anew over another range. */
  public ByteCursor reset(byte[] newBuf, int off, int len) {
    Objects.checkFromIndexSize(off, len, newBuf.length);
    buf = newBuf;
    position = off;
    limit = off + len;
    return this;
  }

  /** Returns the index in the array of the next byte. */
  public int position() {
    return position;
  }

  /** Returns the index in the array after the last readable byte. */
  public int limit() {
    return limit;
  }

  /** Returns how many bytes are left. */
  public int remaining() {
    return limit - position;
  }

  /** Returns whether a byte is left. */
  public boolean hasRemaining() {
    return position < limit;
  }

  /** Reads one byte, 0 to 255. */
  public int unsignedByte() {
    need(1);
    return buf[position++] & 0xFF;
  }

  /** Reads as many bytes as the array has room for. */
  public void bytes(byte[] destination) {
    need(destination.length);
    System.arraycopy(buf, position, destination, 0, destination.length);
    position += destination.length;
  }

  /** Reads four bytes, highest first. */
  public int int32() {
    need(4);
    int v = (int) INT.get(buf, position);
    position += 4;
    return v;
  }

  /** Reads eight bytes, highest first. */
  public long int64() {
    need(8);
    long v = (long) LONG.get(buf, position);
    position += 8;
    return v;
  }

  /**
   * Reads an unsigned varint of at most 64 bits. Superfluous zero groups are accepted, as Go and
   * protobuf do.
   */
  public long uvarint() {
    int start = position;
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      long b = buf[position++];
      if (b >= 0) {
        if (shift == 63 && b > 1) {
          break;
        }
        return value | b << shift;
      }
      value |= (b & 0x7F) << shift;
    }
    throw new DecodeException("varint overflows 64 bits", start);
  }

  /** Reads a signed varint in zigzag form. */
  public long varint() {
    return Varint.unzigzag(uvarint());
  }

  /** Reads an unsigned varint that must lie between 0 and {@code max}. */
  public int uvarintUpTo(int max) {
    int start = position;
    long v = uvarint();
    if (v < 0 || v > max) {
      throw new DecodeException("number " + Long.toUnsignedString(v) + " is over " + max, start);
    }
    return (int) v;
  }

  /** Reads the length of what follows: an unsigned varint that cannot exceed what is left. */
  public int length() {
    int start = position;
    long v = uvarint();
    if (v < 0 || v > remaining()) {
      throw new DecodeException(
          "length " + Long.toUnsignedString(v) + " is over the " + remaining() + " bytes left",
          start);
    }
    return (int) v;
  }

  /**
   * Reads a string of UTF-8 preceded by its length as an unsigned varint. What is no UTF-8 becomes
   * U+FFFD; readers of untrusted input ask {@link Utf8#isValid} before.
   */
  public String string() {
    int n = length();
    String s = new String(buf, position, n, StandardCharsets.UTF_8);
    position += n;
    return s;
  }

  /** Moves on by n bytes. */
  public void skip(int n) {
    need(n);
    position += n;
  }

  private void need(int n) {
    if (n < 0 || n > limit - position) {
      throw new DecodeException("need " + n + " bytes, have " + (limit - position), position);
    }
  }
}
