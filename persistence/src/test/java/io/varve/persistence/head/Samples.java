package io.varve.persistence.head;

import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.testing.TestValues;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What iterators yield, as maps from time to value. */
final class Samples {
  private Samples() {}

  static NavigableMap<Long, Long> all(SampleIterator samples) {
    NavigableMap<Long, Long> found = new TreeMap<>();
    while (samples.next()) {
      if (!found.isEmpty() && samples.t() <= found.lastKey()) {
        throw new AssertionError(samples.t() + " comes after " + found.lastKey());
      }
      found.put(samples.t(), TestValues.of(samples));
    }
    return found;
  }
}
