package io.varve.model;

/** What is known about a counter reset between a histogram and the one before it in its series. */
public enum CounterResetHint {
  /** Nothing is known: compare the two. */
  UNKNOWN(0),
  /** Counting began anew with this histogram. */
  RESET(1),
  /** Counting went on. */
  NOT_RESET(2),
  /** The histogram is a gauge, which has no resets. */
  GAUGE(3);

  private final int code;

  CounterResetHint(int code) {
    this.code = code;
  }

  /** Returns the code, the same as in Prometheus's remote write and memory; never changes. */
  public int code() {
    return code;
  }

  /**
   * Returns the hint of a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CounterResetHint fromCode(int code) {
    return switch (code) {
      case 0 -> UNKNOWN;
      case 1 -> RESET;
      case 2 -> NOT_RESET;
      case 3 -> GAUGE;
      default -> throw new IllegalArgumentException("no counter reset hint has the code " + code);
    };
  }
}
