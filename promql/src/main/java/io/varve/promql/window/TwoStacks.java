package io.varve.promql.window;

import java.util.Arrays;

/**
 * An aggregate over a window of samples whose two ends only rise, kept in amortised constant time a
 * sample without ever subtracting (the two-stack queue; see K. Tangwongsan and others, "General
 * Incremental Sliding-Window Aggregation", VLDB 2015).
 *
 * <p>The window is cut in two: of the older part, the aggregate of every suffix is known; of the
 * newer part, the aggregate of the whole. Each sample enters each part once at most. Since nothing
 * is subtracted, a NaN or an infinity touches exactly the windows that it lies in.
 *
 * <p>A state is {@link #width} doubles in an array, all zero for no sample.
 */
abstract class TwoStacks {
  /** Windows of up to so many samples are quicker walked than slid. */
  static final int SMALL = 32;

  private final int width;

  /** The aggregate now, once {@link #slide} has returned. */
  final double[] state;

  /** The aggregate of samples middle to end. */
  private final double[] newer;

  /** The aggregates of samples i to middle, for i from oldest. */
  private double[] older;

  private int oldest;
  private int middle;
  private int end;

  TwoStacks(int width) {
    this.width = width;
    this.state = new double[width];
    this.newer = new double[width];
    this.older = new double[width];
  }

  /** Adds one sample to the state at an offset. */
  abstract void add(double[] states, int at, int sample);

  /** Adds another state, of later samples, to the first. */
  abstract void merge(double[] into, double[] later);

  /** Forgets all samples. */
  final void begin() {
    oldest = 0;
    middle = 0;
    end = 0;
  }

  /** Makes {@link #state} the aggregate of samples from (inclusive) to to (exclusive). */
  final void slide(int from, int to) {
    if (from >= middle) {
      rebuild(from, to);
    }
    for (; end < to; end++) {
      add(newer, 0, end);
    }
    System.arraycopy(older, (from - oldest) * width, state, 0, width);
    merge(state, newer);
  }

  private void rebuild(int from, int to) {
    int length = (to - from) * width;
    if (older.length < length) {
      older = new double[length + (length >> 1)];
    }
    for (int sample = to - 1, at = length - width; sample >= from; sample--, at -= width) {
      if (sample == to - 1) {
        Arrays.fill(older, at, at + width, 0);
      } else {
        System.arraycopy(older, at + width, older, at, width);
      }
      add(older, at, sample);
    }
    Arrays.fill(newer, 0);
    oldest = from;
    middle = to;
    end = to;
  }
}
