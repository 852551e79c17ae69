package io.varve.model;

/**
 * A run of consecutive histogram buckets.
 *
 * @param offset for the first span of a list the index of its first bucket, which may be negative;
 *     for the others the number of absent buckets between this span and the one before it
 * @param length the number of buckets, zero or more
 */
public record Span(int offset, int length) {
  /** Validates. */
  public Span {
    if (length < 0) {
      throw new IllegalArgumentException("a span's length is negative: " + length);
    }
  }
}
