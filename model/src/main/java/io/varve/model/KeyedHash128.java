package io.varve.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * A keyed 128-bit hash of a range of bytes, for looking things up by the hash alone.
 *
 * <p>The route cache takes two label sets with one hash for one series, so no sender may be able to
 * find a second label set for another's hash. That needs a keyed function made for it: xxh64 and
 * its like promise nothing against someone who knows the algorithm, a secret seed or not. SipHash
 * (Aumasson and Bernstein, 2012) is a pseudorandom function, so 128 bits of it collide by chance
 * only. The variant is SipHash-1-3 with 128 bits of output: half the rounds of 2-4, and what Rust
 * and Python chose against hash flooding. The margin of 2-4 is for output that an attacker sees;
 * here neither hash nor key leaves the process. The wide output takes one pass over the bytes,
 * where two 64-bit lanes would take two.
 *
 * <p>Results are meaningless outside the process that computed them and must never be stored or
 * sent. Reusable, not thread-safe; nothing is allocated after construction. Instances with the same
 * {@link Key} give the same hashes.
 */
public final class KeyedHash128 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long k0;
  private final long k1;
  private long lo;
  private long hi;

  /** Makes an instance with the given key. */
  public KeyedHash128(Key key) {
    k0 = key.k0;
    k1 = key.k1;
  }

  /**
   * Hashes {@code buf[off]} to {@code buf[off + len - 1]}; {@link #lo} and {@link #hi} then give
   * the result.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public void hash(byte[] buf, int off, int len) {
    Objects.checkFromIndexSize(off, len, buf.length);
    int wordsEnd = off + (len & ~7);
    long lastWord = lastWord(buf, wordsEnd, len);
    // The state stays in local variables, hence in registers; so the round stands here twice.
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL ^ 0xee;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L;
    for (int pos = off; pos <= wordsEnd; pos += 8) {
      long m = pos < wordsEnd ? (long) LONG.get(buf, pos) : lastWord;
      v3 ^= m;
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32) + v3;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
      v0 ^= m;
    }
    v2 ^= 0xee;
    for (int i = 1; i <= 6; i++) {
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32) + v3;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
      if (i == 3) {
        lo = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
      }
    }
    hi = v0 ^ v1 ^ v2 ^ v3;
  }

  /** Returns the first eight bytes of the last result, little-endian. */
  public long lo() {
    return lo;
  }

  /** Returns the last eight bytes of the last result, little-endian. */
  public long hi() {
    return hi;
  }

  /** The bytes after the last full word, and the length's low byte on top. */
  private static long lastWord(byte[] buf, int from, int len) {
    long word = (long) len << 56;
    for (int i = 0; i < (len & 7); i++) {
      word |= (buf[from + i] & 0xFFL) << (8 * i);
    }
    return word;
  }

  /** The secret of one process. It does not print itself. */
  public static final class Key {
    private final long k0;
    private final long k1;

    Key(long k0, long k1) {
      this.k0 = k0;
      this.k1 = k1;
    }

    /** Returns a key from the system's secure random numbers. */
    public static Key random() {
      SecureRandom random = new SecureRandom();
      return new Key(random.nextLong(), random.nextLong());
    }
  }
}
