package io.varve.persistence.head.index;

import java.util.Arrays;

/** Ascending slots in a range of an array that a list goes on using, and that is only read here. */
final class Postings {
  static final Postings EMPTY = new Postings(new int[0], 0, 0);

  private final int[] array;
  private final int from;
  private final int to;

  /**
   * Makes postings.
   *
   * @param array holds the slots
   * @param from index of the first one
   * @param to index after the last one
   */
  Postings(int[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
  }

  int size() {
    return to - from;
  }

  /** Returns the i-th slot, from 0 on. */
  int slot(int i) {
    return array[from + i];
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
