package io.varve.sharding.query;

import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;

/** Samples of one series in rising order of time. It begins before the first. Not thread-safe. */
public interface SampleCursor {
  /** Moves to the next sample; false at the end, and from then on. */
  boolean next();

  /** Returns the time of the present sample, in milliseconds since the epoch. */
  long t();

  /** Returns the kind of the present sample's value. */
  ValueKind kind();

  /** Returns the IEEE 754 bits of the present sample's value, NaN payload and all, if a float. */
  long valueBits();

  /** Returns the present sample's value, if a histogram. */
  NativeHistogram histogram();
}
