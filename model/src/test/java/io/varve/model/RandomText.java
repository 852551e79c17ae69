package io.varve.model;

import java.util.Random;

/** Random strings that meet every length of UTF-8 and the places where orders differ. */
final class RandomText {
  private static final int[] INTERESTING = {
    'a', 'b', 'c', '_', '"', '\\', '\n', 0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd,
    0xffff, 0x10000, 0x1faa8, 0x10ffff
  };

  private RandomText() {}

  /** Returns a well-formed string of 1 to {@code maxCodePoints} code points. */
  static String text(Random random, int maxCodePoints) {
    StringBuilder sb = new StringBuilder();
    for (int n = 1 + random.nextInt(maxCodePoints); n > 0; n--) {
      sb.appendCodePoint(INTERESTING[random.nextInt(INTERESTING.length)]);
    }
    return sb.toString();
  }
}
