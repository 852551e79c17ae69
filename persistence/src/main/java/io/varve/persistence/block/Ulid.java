package io.varve.persistence.block;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The name of a block: 48 bits of time, then 80 of chance, of which the first 16 are the number of
 * the shard in Varve's own blocks. Sorts by time. Its text is 26 digits of Crockford's base 32.
 *
 * @param high milliseconds since the epoch in the upper 48 bits, shard in the lower 16
 * @param low the rest, drawn at random
 */
public record Ulid(long high, long low) implements Comparable<Ulid> {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;
  private static final int BITS = 5;
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < DIGITS.length(); i++) {
      VALUES[DIGITS.charAt(i)] = (byte) i;
      VALUES[Character.toLowerCase(DIGITS.charAt(i))] = (byte) i;
    }
  }

  /**
   * Draws a name for a block of a shard.
   *
   * @param shard 0 to 65535
   */
  public static Ulid next(int shard, InstantSource clock, RandomGenerator random) {
    if (shard < 0 || shard > 0xFFFF) {
      throw new IllegalArgumentException("shard " + shard + " does not fit into 16 bits");
    }
    return new Ulid(clock.millis() << 16 | shard, random.nextLong());
  }

  /**
   * Reads the text of a name; lower case letters are accepted.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static Ulid parse(String text) {
    if (text.length() != LENGTH || text.charAt(0) > '7') {
      throw new IllegalArgumentException("not a ULID: " + text);
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      int value = c < VALUES.length ? VALUES[c] : -1;
      if (value < 0) {
        throw new IllegalArgumentException("not a ULID: " + text);
      }
      high = high << BITS | low >>> (64 - BITS);
      low = low << BITS | value;
    }
    return new Ulid(high, low);
  }

  /** When the name was drawn, in milliseconds since the epoch. */
  public long timeMillis() {
    return high >>> 16;
  }

  /** The shard that owns the block, if the block is one of Varve's. */
  public int shard() {
    return (int) high & 0xFFFF;
  }

  @Override
  public int compareTo(Ulid other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    char[] text = new char[LENGTH];
    long upper = high;
    long lower = low;
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) lower & 31);
      lower = lower >>> BITS | upper << (64 - BITS);
      upper >>>= BITS;
    }
    return new String(text);
  }
}
