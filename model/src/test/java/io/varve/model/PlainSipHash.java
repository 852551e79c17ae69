package io.varve.model;

/** SipHash written as its paper describes it, for any number of rounds; slow and easy to check. */
final class PlainSipHash {
  private final long[] v;

  private PlainSipHash(long k0, long k1) {
    v =
        new long[] {
          k0 ^ 0x736f6d6570736575L,
          k1 ^ 0x646f72616e646f6dL,
          k0 ^ 0x6c7967656e657261L,
          k1 ^ 0x7465646279746573L
        };
  }

  /** Returns the two words of SipHash-c-d with 128 bits of output. */
  static long[] hash128(int c, int d, long k0, long k1, byte[] buf, int off, int len) {
    PlainSipHash s = new PlainSipHash(k0, k1);
    s.v[1] ^= 0xee;
    for (int word = 0; word <= len / 8; word++) {
      long m = word == len / 8 ? (long) len << 56 : 0;
      for (int i = 0; i < 8 && word * 8 + i < len; i++) {
        m |= (buf[off + word * 8 + i] & 0xFFL) << (8 * i);
      }
      s.v[3] ^= m;
      s.rounds(c);
      s.v[0] ^= m;
    }
    s.v[2] ^= 0xee;
    s.rounds(d);
    long lo = s.v[0] ^ s.v[1] ^ s.v[2] ^ s.v[3];
    s.v[1] ^= 0xdd;
    s.rounds(d);
    return new long[] {lo, s.v[0] ^ s.v[1] ^ s.v[2] ^ s.v[3]};
  }

  private void rounds(int n) {
    for (int i = 0; i < n; i++) {
      half(0, 1, 13, 32);
      half(2, 3, 16, 0);
      half(2, 1, 17, 32);
      half(0, 3, 21, 0);
    }
  }

  /** Adds, rotates and mixes one pair of words. */
  private void half(int a, int b, int rotateB, int rotateA) {
    v[a] += v[b];
    v[b] = Long.rotateLeft(v[b], rotateB) ^ v[a];
    v[a] = Long.rotateLeft(v[a], rotateA);
  }
}
