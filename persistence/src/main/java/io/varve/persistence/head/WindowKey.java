package io.varve.persistence.head;

import io.varve.model.Windows;

/** A window and its generation in one long, whoever the tenant is. */
public final class WindowKey {
  /** Generations are below this: 20 bits. */
  public static final int MAX_GENERATION = (1 << 20) - 1;

  private static final int GENERATION_BITS = 20;

  private WindowKey() {}

  /**
   * Returns the key.
   *
   * @param windowStart the first instant of a window, in ms
   * @throws IllegalArgumentException if no window begins there or the generation has over 20 bits
   */
  public static long of(long windowStart, int generation) {
    long index = windowStart / Windows.WINDOW_MS;
    if (index * Windows.WINDOW_MS != windowStart) {
      throw new IllegalArgumentException("no window begins at " + windowStart);
    }
    if (generation < 0 || generation > MAX_GENERATION) {
      throw new IllegalArgumentException("generation " + generation + " is out of bounds");
    }
    return index << GENERATION_BITS | generation;
  }

  /** Returns the first instant of the window, in ms. */
  public static long windowStart(long key) {
    return (key >> GENERATION_BITS) * Windows.WINDOW_MS;
  }

  /** Returns the generation. */
  public static int generation(long key) {
    return (int) key & MAX_GENERATION;
  }
}
