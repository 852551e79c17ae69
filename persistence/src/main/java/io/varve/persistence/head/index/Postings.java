package io.varve.persistence.head.index;

import java.util.Arrays;

/**
 * Ascending slots in a range of an array that must not be changed.
 *
 * @param array holds the slots
 * @param from index of the first one
 * @param to index after the last one
 */
record Postings(int[] array, int from, int to) {
  static final Postings EMPTY = new Postings(new int[0], 0, 0);

  int size() {
    return to - from;
  }

  /** Returns a copy. */
  int[] toArray() {
    return Arrays.copyOfRange(array, from, to);
  }

  /** Sets the bit of each slot. */
  void addTo(long[] bits) {
    for (int i = from; i < to; i++) {
      bits[array[i] >>> 6] |= 1L << array[i];
    }
  }
}
