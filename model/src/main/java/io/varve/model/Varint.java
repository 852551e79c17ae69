package io.varve.model;

/**
 * Variable-length integers as Go's {@code encoding/binary} and protobuf write them: seven bits a
 * byte, lowest first, the high bit set on all but the last (unsigned LEB128); signed ones in zigzag
 * form, so that small negative numbers stay short.
 *
 * <p>Writing is here, reading in {@link ByteCursor}. All methods are stateless.
 */
public final class Varint {
  /** The most bytes a 64-bit number takes. */
  public static final int MAX_BYTES = 10;

  private Varint() {}

  /**
   * Writes an unsigned number (negative values are taken as 2^64 - |value|).
   *
   * @return the position after the last byte written
   * @throws IndexOutOfBoundsException if {@code dst} is too short
   */
  public static int putUvarint(byte[] dst, int pos, long value) {
    int p = pos;
    long v = value;
    while ((v & ~0x7FL) != 0) {
      dst[p++] = (byte) (v | 0x80);
      v >>>= 7;
    }
    dst[p++] = (byte) v;
    return p;
  }

  /**
   * Writes a signed number in zigzag form.
   *
   * @return the position after the last byte written
   * @throws IndexOutOfBoundsException if {@code dst} is too short
   */
  public static int putVarint(byte[] dst, int pos, long value) {
    return putUvarint(dst, pos, zigzag(value));
  }

  /** Returns how many bytes {@link #putUvarint} writes, from 1 to {@link #MAX_BYTES}. */
  public static int uvarintSize(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  /** Returns how many bytes {@link #putVarint} writes. */
  public static int varintSize(long value) {
    return uvarintSize(zigzag(value));
  }

  /** Maps 0, -1, 1, -2… to 0, 1, 2, 3… */
  public static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  /** The inverse of {@link #zigzag}. */
  public static long unzigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }
}
