package io.varve.testing;

import java.util.SplittableRandom;

/**
 * The one seed of a test run: {@code -Dtests.seed=HEX}, or else drawn at random. Each test has a
 * seed of its own derived from it, so that it sees the same numbers when it is run alone.
 */
public final class Seeds {
  /** The system property that holds the seed in hexadecimal. */
  public static final String PROPERTY = "tests.seed";

  private static final long MASTER = master(System.getProperty(PROPERTY, ""));

  private Seeds() {}

  /** Returns the seed of this run. */
  public static long master() {
    return MASTER;
  }

  /** Returns the seed of this run as {@link #PROPERTY} takes it. */
  public static String masterHex() {
    return Long.toHexString(MASTER);
  }

  /** Returns the seed for one purpose, such as one test: the same for equal names. */
  public static long derive(String name) {
    long h = MASTER;
    for (int i = 0; i < name.length(); i++) {
      h = (h ^ name.charAt(i)) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    return h;
  }

  private static long master(String given) {
    return given.isEmpty()
        ? new SplittableRandom().nextLong()
        : Long.parseUnsignedLong(given.replaceFirst("^0[xX]", ""), 16);
  }
}
