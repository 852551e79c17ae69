package io.varve.persistence.manifest;

import java.nio.ByteBuffer;

/** The 128 bits in the 26 characters of a ULID (Crockford's base 32, most significant first). */
final class Ulid {
  static final int CHARACTERS = 26;
  static final int BYTES = 16;

  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int TIME_BITS = 48;

  private Ulid() {}

  static boolean isValid(String ulid) {
    return ulid.length() == CHARACTERS
        && ulid.charAt(0) <= '7'
        && ulid.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
  }

  static String check(String ulid) {
    if (!isValid(ulid)) {
      throw new IllegalArgumentException("'" + ulid + "' is not a ULID");
    }
    return ulid;
  }

  /** The shard that a block belongs to: the 16 bits behind the time. */
  static int shard(String ulid) {
    return (int) (toLongs(ulid)[0] & 0xFFFF);
  }

  /** Makes a ULID of a time, a shard and what distinguishes it from others of the same two. */
  static String of(long millis, int shard, long random) {
    long high = millis << (Long.SIZE - TIME_BITS) | (shard & 0xFFFF);
    return toString(ByteBuffer.allocate(BYTES).putLong(high).putLong(random).flip());
  }

  static byte[] toBytes(String ulid) {
    long[] longs = toLongs(ulid);
    return ByteBuffer.allocate(BYTES).putLong(longs[0]).putLong(longs[1]).array();
  }

  static String toString(ByteBuffer bytes) {
    long high = bytes.getLong();
    long low = bytes.getLong();
    char[] characters = new char[CHARACTERS];
    for (int i = CHARACTERS - 1; i >= 0; i--) {
      characters[i] = DIGITS.charAt((int) (low & 31));
      low = low >>> 5 | high << (Long.SIZE - 5);
      high >>>= 5;
    }
    return new String(characters);
  }

  private static long[] toLongs(String ulid) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < CHARACTERS; i++) {
      high = high << 5 | low >>> (Long.SIZE - 5);
      low = low << 5 | DIGITS.indexOf(ulid.charAt(i));
    }
    return new long[] {high, low};
  }
}
