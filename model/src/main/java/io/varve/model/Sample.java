package io.varve.model;

/**
 * One sample of a series. For the edges and for tests: hot paths carry columns of primitives.
 *
 * @param t timestamp in ms since 1970
 * @param st start timestamp in ms: since when a counter or histogram counts; 0 is unknown
 * @param value the value
 */
public record Sample(long t, long st, SampleValue value) {
  /** Returns a float sample of unknown start. */
  public static Sample of(long t, double value) {
    return new Sample(t, 0, new FloatValue(value));
  }
}
