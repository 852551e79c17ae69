package io.varve.model;

/** The three kinds of sample values, with the codes that stand for them in persisted formats. */
public enum ValueKind {
  /** A 64-bit float. */
  FLOAT(1),
  /** A native histogram with integer counts. */
  HISTOGRAM(2),
  /** A native histogram with float counts. */
  FLOAT_HISTOGRAM(3);

  private final int code;

  ValueKind(int code) {
    this.code = code;
  }

  /** Returns the code in persisted and wire formats; never changes. */
  public int code() {
    return code;
  }

  /**
   * Returns the kind of a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ValueKind fromCode(int code) {
    return switch (code) {
      case 1 -> FLOAT;
      case 2 -> HISTOGRAM;
      case 3 -> FLOAT_HISTOGRAM;
      default -> throw new IllegalArgumentException("no value kind has the code " + code);
    };
  }
}
