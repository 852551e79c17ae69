package io.varve.model;

/**
 * The two-hour windows, aligned to 1970, that samples are gathered in and cut to blocks by. No
 * chunk crosses the boundary of one.
 */
public final class Windows {
  /** The length of a window in ms. */
  public static final long WINDOW_MS = 7_200_000;

  private Windows() {}

  /**
   * Returns the first instant of the window that t lies in, in ms; negative times too lie in the
   * window that begins at or before them.
   *
   * @throws ArithmeticException if that window begins before the first instant a long can name
   */
  public static long windowStart(long t) {
    return Math.subtractExact(t, Math.floorMod(t, WINDOW_MS));
  }

  /**
   * Returns the first instant after the window that t lies in, in ms.
   *
   * @throws ArithmeticException if it is after the last instant that a long can name
   */
  public static long windowEnd(long t) {
    return Math.addExact(windowStart(t), WINDOW_MS);
  }

  /**
   * Returns the window that t lies in.
   *
   * @throws ArithmeticException if a long cannot name both ends
   */
  public static TimeRange window(long t) {
    return new TimeRange(windowStart(t), windowEnd(t));
  }
}
