package io.varve.persistence.chunk;

import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;

/**
 * Reads samples in rising order of time. It begins before the first sample: the accessors may be
 * called only after {@link #next} or {@link #seek} returned true.
 *
 * <p>Not thread-safe. Reading damaged bytes throws {@link io.varve.model.CorruptionException} and
 * nothing else.
 */
public interface SampleIterator {

  /** Moves to the next sample; false at the end, and from then on. */
  boolean next();

  /**
   * Moves forward to the first sample at or after {@code t}. A sample that is already there stays
   * the current one: the iterator never goes back.
   *
   * @param t milliseconds since the epoch
   * @return false if there is no such sample; the iterator is then at its end
   */
  boolean seek(long t);

  /** Time of the current sample, in milliseconds since the epoch. */
  long t();

  /** Start time of the current sample in milliseconds since the epoch; 0 if it has none. */
  long startT();

  /** The kind of the current sample's value. */
  ValueKind kind();

  /** The IEEE 754 bits of the current sample's value, NaN payload and all, if it is a float. */
  long valueBits();

  /** The current sample's value, if it is a float. */
  default double value() {
    return Double.longBitsToDouble(valueBits());
  }

  /**
   * The current sample's value, if it is a histogram. Its hint is about the sample that the
   * iterator was at before: of the first one nothing is known, unless it is a gauge.
   */
  NativeHistogram histogram();
}
