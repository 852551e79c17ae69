package io.varve.model;

/**
 * The value of one sample. Equality is by bits, so that NaNs with different payloads (a stale
 * marker and a result that is no number) differ, and a sample sent twice is the same.
 *
 * <p>For the edges and for tests: hot paths carry floats as primitives.
 */
public sealed interface SampleValue permits FloatValue, NativeHistogram {
  /** Returns which kind of value this is. */
  ValueKind kind();

  /** Returns whether the value marks its series as gone; a histogram does by its sum. */
  boolean isStale();
}
