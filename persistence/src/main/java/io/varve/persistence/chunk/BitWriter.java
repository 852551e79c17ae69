package io.varve.persistence.chunk;

import java.util.Arrays;

/**
 * Fills bits into bytes from the topmost one down. Bits are only ever added, so that readers may
 * share the array, as {@link XorAppender} explains. Not thread-safe beyond that.
 */
final class BitWriter {
  private static final int INITIAL_CAPACITY = 64;

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int bitLength;

  /** Leaves room for a header, which is written apart. */
  BitWriter(int headerBytes) {
    bitLength = headerBytes << 3;
  }

  /** Takes over the first {@code newBitLength} bits of a chunk. */
  void resume(byte[] chunk, int offset, int newBitLength) {
    int used = (newBitLength + 7) >>> 3;
    bytes = Arrays.copyOfRange(chunk, offset, offset + Math.max(INITIAL_CAPACITY, used));
    Arrays.fill(bytes, used, bytes.length, (byte) 0);
    bitLength = newBitLength;
    if ((newBitLength & 7) != 0) {
      bytes[used - 1] &= (byte) (0xFF00 >>> (newBitLength & 7));
    }
  }

  /** Writes the lowest {@code count} (1 to 64) bits; those above are ignored. */
  void bits(long value, int count) {
    int end = bitLength + count;
    if (end > bytes.length << 3) {
      bytes = Arrays.copyOf(bytes, Math.max((end + 7) >>> 3, bytes.length * 2));
    }
    for (int left = count; left > 0; ) {
      int free = 8 - (bitLength & 7);
      int taken = Math.min(free, left);
      long part = value >>> (left - taken) & ((1 << taken) - 1);
      bytes[bitLength >>> 3] |= (byte) (part << (free - taken));
      bitLength += taken;
      left -= taken;
    }
  }

  /** Writes a signed number in one of {@link VarbitFormat}'s sizes. */
  void varbitInt(long value) {
    varbit(value, VarbitFormat.signedSize(value));
  }

  /** Writes an unsigned number in one of {@link VarbitFormat}'s sizes. */
  void varbitUint(long value) {
    varbit(value, VarbitFormat.unsignedSize(value));
  }

  private void varbit(long value, int size) {
    int prefix = VarbitFormat.prefixBits(size);
    bits(VarbitFormat.prefix(size), prefix);
    if (size > 0) {
      bits(value, VarbitFormat.bits(size));
    }
  }

  /** The array itself, of which {@link #bitLength} bits are in use. */
  byte[] bytes() {
    return bytes;
  }

  int bitLength() {
    return bitLength;
  }

  int byteLength() {
    return (bitLength + 7) >>> 3;
  }
}
