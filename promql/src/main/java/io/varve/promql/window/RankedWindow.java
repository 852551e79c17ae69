package io.varve.promql.window;

import java.util.Arrays;

/**
 * The values of a window in order of size, while it slides: a Fenwick tree of counts over the ranks
 * of all values of the series (P. Fenwick, "A New Data Structure for Cumulative Frequency Tables",
 * 1994). Logarithmic for a sample and for a question. NaNs come before all numbers.
 */
final class RankedWindow {
  private double[] values = {};
  private int size;

  /** The distinct numbers of the series, rising; empty until a window asks. */
  private double[] distinct = {};

  private int distinctCount;

  /** For each sample its place in distinct from 1, or 0 for NaN. */
  private int[] ranks = {};

  /** The tree; the node 0 is unused. */
  private int[] counts = {};

  private boolean ranked;
  private int nans;
  private int from;
  private int to;

  void begin(double[] values, int size) {
    this.values = values;
    this.size = size;
    ranked = false;
  }

  /** Makes it hold samples from (inclusive) to to (exclusive), a window not before the last. */
  void slide(int newFrom, int newTo) {
    if (!ranked) {
      rank();
      from = newFrom;
      to = newFrom;
    }
    for (; to < newTo; to++) {
      count(to, 1);
    }
    for (; from < newFrom; from++) {
      count(from, -1);
    }
  }

  /** Returns how many NaNs are in the window. */
  int nans() {
    return nans;
  }

  /** Returns the k-th smallest value in the window, k from 0. */
  double kth(int k) {
    if (k < nans) {
      return Double.NaN;
    }
    int left = k - nans;
    int node = 0;
    for (int step = Integer.highestOneBit(distinctCount); step > 0; step >>= 1) {
      int next = node + step;
      if (next <= distinctCount && counts[next] <= left) {
        node = next;
        left -= counts[next];
      }
    }
    return distinct[node];
  }

  private void count(int sample, int change) {
    int rank = ranks[sample];
    if (rank == 0) {
      nans += change;
      return;
    }
    for (int node = rank; node <= distinctCount; node += node & -node) {
      counts[node] += change;
    }
  }

  private void rank() {
    if (ranks.length < size) {
      ranks = new int[size];
      distinct = new double[size];
      counts = new int[size + 1];
    }
    System.arraycopy(values, 0, distinct, 0, size);
    Arrays.sort(distinct, 0, size);
    distinctCount = 0;
    for (int i = 0; i < size && !Double.isNaN(distinct[i]); i++) {
      if (distinctCount == 0 || distinct[i] != distinct[distinctCount - 1]) {
        distinct[distinctCount++] = distinct[i];
      }
    }
    for (int i = 0; i < size; i++) {
      ranks[i] = Double.isNaN(values[i]) ? 0 : rankOf(values[i]);
    }
    Arrays.fill(counts, 0, distinctCount + 1, 0);
    nans = 0;
    ranked = true;
  }

  private int rankOf(double value) {
    int low = 0;
    int high = distinctCount - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (distinct[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low + 1;
  }
}
