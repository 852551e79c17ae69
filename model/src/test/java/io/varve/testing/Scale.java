package io.varve.testing;

/**
 * How much a test does: little in every build, much in a long run ({@code -Plong}, which sets the
 * system property {@code tests.long}).
 */
public final class Scale {
  private static final boolean LONG = Boolean.getBoolean("tests.long");

  private Scale() {}

  /** Returns whether this is a long run. */
  public static boolean isLong() {
    return LONG;
  }

  /** Returns the first number in every build, the second one in a long run. */
  public static int of(int quick, int thorough) {
    return LONG ? thorough : quick;
  }

  /** Returns the first number in every build, the second one in a long run. */
  public static long of(long quick, long thorough) {
    return LONG ? thorough : quick;
  }
}
