package io.varve.persistence.chunk;

/**
 * Numbers of 0, 3, 6, 9, 12, 18, 25, 56 or 64 bits, behind as many ones as the size's rank and, but
 * for the last size, a zero. Signed numbers of n bits run from -2^(n-1)+1 to 2^(n-1).
 */
final class VarbitFormat {
  private static final int[] BITS = {0, 3, 6, 9, 12, 18, 25, 56, 64};
  private static final int LAST = BITS.length - 1;

  private VarbitFormat() {}

  /** The rank of the smallest size that holds a signed number. */
  static int signedSize(long value) {
    if (value == 0) {
      return 0;
    }
    for (int size = 1; size < LAST; size++) {
      long half = 1L << (BITS[size] - 1);
      if (value > -half && value <= half) {
        return size;
      }
    }
    return LAST;
  }

  /** The rank of the smallest size that holds an unsigned number. */
  static int unsignedSize(long value) {
    int needed = Long.SIZE - Long.numberOfLeadingZeros(value);
    int size = 0;
    while (BITS[size] < needed) {
      size++;
    }
    return size;
  }

  /** How many bits a number of this size has. */
  static int bits(int size) {
    return BITS[size];
  }

  static int prefixBits(int size) {
    return Math.min(size + 1, LAST);
  }

  static long prefix(int size) {
    return size == LAST ? 0xFF : (1L << (size + 1)) - 2;
  }

  /** The size that eight bits, of which some may be beyond the prefix, begin with. */
  static int sizeOf(int eightBits) {
    return Math.min(LAST, Integer.numberOfLeadingZeros(~(eightBits << 24)));
  }

  /** Gives the lowest {@code bits} bits their sign. */
  static long signed(long raw, int bits) {
    return bits < Long.SIZE && raw > 1L << (bits - 1) ? raw - (1L << bits) : raw;
  }
}
