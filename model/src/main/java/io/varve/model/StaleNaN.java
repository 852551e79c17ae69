package io.varve.model;

/**
 * The NaNs that Prometheus tells apart by their bits: the stale marker, which says that a series
 * has ended, and the NaN that calculations give.
 *
 * <p>The stale marker is a signaling NaN. Moving it keeps its bits, arithmetic does not: test with
 * {@link #isStale} before calculating.
 */
public final class StaleNaN {
  /** The bits of the stale marker. */
  public static final long BITS = 0x7ff0000000000002L;

  /** The bits of the NaN that is just not a number; the JDK's {@code Double.NaN} differs. */
  public static final long NORMAL_NAN_BITS = 0x7ff8000000000001L;

  /** The stale marker. */
  public static final double VALUE = Double.longBitsToDouble(BITS);

  /** Prometheus's NaN. */
  public static final double NORMAL_NAN = Double.longBitsToDouble(NORMAL_NAN_BITS);

  private StaleNaN() {}

  /** Returns whether the value is the stale marker. */
  public static boolean isStale(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
