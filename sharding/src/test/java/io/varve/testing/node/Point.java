package io.varve.testing.node;

/**
 * A sample.
 *
 * @param t ms since the Unix epoch
 * @param valueBits the IEEE 754 bits of the value
 */
public record Point(long t, long valueBits) {
  @Override
  public String toString() {
    return t + "=" + Double.longBitsToDouble(valueBits);
  }
}
