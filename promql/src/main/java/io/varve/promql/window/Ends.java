package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/**
 * The samples that say which values a series has at the ends of an anchored or smoothed window. Not
 * thread-safe.
 */
final class Ends {
  private final boolean smoothed;
  private final Anchor anchor = new Anchor();
  private final Successor successor = new Successor();
  private long[] times = {};
  private int first;
  private int last;
  private boolean leftBetween;
  private boolean rightBetween;

  Ends(boolean smoothed) {
    this.smoothed = smoothed;
  }

  void begin(SeriesSamples samples) {
    times = samples.times();
    anchor.begin(samples);
    successor.begin(samples);
  }

  /** Finds the ends of a window; returns whether the samples tell of it. */
  boolean find(RangeWindow w) {
    first = anchor.of(w);
    if (first == w.to || (smoothed && times[first] > w.end)) {
      return false;
    }
    last = smoothed ? Math.min(successor.of(w), w.to - 1) : w.to - 1;
    leftBetween = smoothed && times[first] < w.start;
    rightBetween = smoothed && times[last] > w.end;
    return true;
  }

  /** Returns the sample at the left end, or before it. */
  int first() {
    return first;
  }

  /** Returns the sample at the right end, or the next one after it if there is one. */
  int last() {
    return last;
  }

  /** Returns whether the left end lies between {@link #first} and the sample after it. */
  boolean isLeftBetween() {
    return leftBetween;
  }

  /** Returns whether the right end lies between {@link #last} and the sample before it. */
  boolean isRightBetween() {
    return rightBetween;
  }
}
