package io.varve.persistence.chunk;

import java.util.Arrays;

/**
 * Several values that are each encoded as the values of an XOR chunk are, with windows of their
 * own: the state of encoder and decoder alike.
 */
final class XorColumn {
  final long[] bits;
  private final byte[] leading;
  private final byte[] trailing;

  XorColumn(int size) {
    bits = new long[size];
    leading = new byte[size];
    trailing = new byte[size];
    Arrays.fill(leading, XorFormat.NO_WINDOW);
  }

  int size() {
    return bits.length;
  }

  void writeFirst(BitWriter out, int i, long value) {
    out.bits(value, 64);
    bits[i] = value;
  }

  void readFirst(BitReader in, int i) {
    bits[i] = in.bits(64);
  }

  void write(BitWriter out, int i, long value) {
    long xor = value ^ bits[i];
    bits[i] = value;
    if (xor == 0) {
      out.bits(0, 1);
      return;
    }
    int newLeading = Math.min(XorFormat.MAX_LEADING, Long.numberOfLeadingZeros(xor));
    int newTrailing = Long.numberOfTrailingZeros(xor);
    if (leading[i] != XorFormat.NO_WINDOW
        && newLeading >= leading[i]
        && newTrailing >= trailing[i]) {
      out.bits(0b10, 2);
      out.bits(xor >>> trailing[i], 64 - leading[i] - trailing[i]);
      return;
    }
    leading[i] = (byte) newLeading;
    trailing[i] = (byte) newTrailing;
    int significant = 64 - newLeading - newTrailing;
    out.bits(0b11, 2);
    out.bits(newLeading, 5);
    out.bits(significant, 6);
    out.bits(xor >>> newTrailing, significant);
  }

  void read(BitReader in, int i) {
    if (in.bits(1) == 0) {
      return;
    }
    if (in.bits(1) != 0) {
      int newLeading = (int) in.bits(5);
      int significantOrZero = (int) in.bits(6);
      int significant = significantOrZero == 0 ? 64 : significantOrZero;
      if (newLeading + significant > 64) {
        throw in.corrupt(
            "leading zeros and significant bits of at most 64 together",
            newLeading + " and " + significant);
      }
      leading[i] = (byte) newLeading;
      trailing[i] = (byte) (64 - newLeading - significant);
    } else if (leading[i] == XorFormat.NO_WINDOW) {
      // Prometheus resumes a chunk without a window as though one of 64 bits were open.
      leading[i] = 0;
    }
    bits[i] ^= in.bits(64 - leading[i] - trailing[i]) << trailing[i];
  }
}
