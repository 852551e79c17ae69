package io.varve.persistence.chunk;

import io.varve.model.CounterResetHint;
import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;

/**
 * The values of the histogram that was written or read last, and what the next one is encoded from:
 * the state of encoder and decoder alike, so that reading a chunk through lets an encoder go on.
 */
sealed interface HistogramColumns permits IntegerColumns, FloatColumns {
  static HistogramColumns of(ValueKind kind, HistogramLayout layout) {
    return switch (kind) {
      case HISTOGRAM -> new IntegerColumns(layout);
      case FLOAT_HISTOGRAM -> new FloatColumns(layout);
      case FLOAT -> throw new IllegalArgumentException("a float is no histogram");
    };
  }

  /** Writes a histogram that has the layout, or is stale. */
  void write(BitWriter out, NativeHistogram h, boolean first);

  void read(BitReader in, boolean first);

  /** Whether the last histogram is the stale marker. */
  boolean isStale();

  /** The last histogram, in arrays of its own. */
  NativeHistogram value(CounterResetHint hint);

  /** Whether the number of all observations is lower than it was. */
  boolean countFell(NativeHistogram h);

  /** Whether the count of any bucket is lower than it was, absent ones having none. */
  boolean bucketFell(NativeHistogram h);
}
