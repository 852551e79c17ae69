package io.varve.model;

/**
 * A float value.
 *
 * @param value any bits; NaN payloads are kept
 */
public record FloatValue(double value) implements SampleValue {
  @Override
  public ValueKind kind() {
    return ValueKind.FLOAT;
  }

  @Override
  public boolean isStale() {
    return StaleNaN.isStale(value);
  }

  /** Compares bits: NaNs with other payloads differ, and so do 0.0 and -0.0. */
  @Override
  public boolean equals(Object o) {
    return o instanceof FloatValue(double other) && Bits.equal(value, other);
  }

  @Override
  public int hashCode() {
    return Bits.hash(value);
  }
}
