package io.varve.promql.value;

import java.util.Arrays;

/**
 * The values of one series at the steps of a grid, each of which may be absent. Reusable: {@link
 * #reset} empties it for another series and allocates only to grow. Not thread-safe.
 */
public final class Column {
  private double[] values = new double[0];

  /** Bit {@code i % 64} of word {@code i / 64} tells whether there is a value at step i. */
  private long[] present = new long[0];

  private int steps;

  /** Makes a column of no steps. */
  public Column() {}

  /** Makes a column of absent values. */
  public Column(int steps) {
    reset(steps);
  }

  /** Makes all values absent and sets the number of steps. */
  public void reset(int newSteps) {
    int words = (newSteps + 63) >>> 6;
    if (values.length < newSteps) {
      values = new double[newSteps];
      present = new long[words];
    } else {
      Arrays.fill(present, 0, words, 0);
    }
    steps = newSteps;
  }

  /** Returns the number of steps. */
  public int steps() {
    return steps;
  }

  /** Returns whether there is a value at the step. */
  public boolean has(int step) {
    return (present[step >>> 6] & (1L << step)) != 0;
  }

  /** Returns the value at the step; meaningless where {@link #has} is false. */
  public double get(int step) {
    return values[step];
  }

  /** Sets the value at the step. */
  public void set(int step, double value) {
    values[step] = value;
    present[step >>> 6] |= 1L << step;
  }

  /** Makes the value at the step absent. */
  public void remove(int step) {
    present[step >>> 6] &= ~(1L << step);
  }

  /**
   * Returns the first step from the given one on at which there is a value, or {@link #steps} where
   * there is none. A loop over the values: {@code for (int i = next(0); i < steps(); i = next(i +
   * 1))}.
   */
  public int next(int from) {
    if (from >= steps) {
      return steps;
    }
    int word = from >>> 6;
    int words = (steps + 63) >>> 6;
    long bits = present[word] & (-1L << from);
    while (bits == 0) {
      if (++word == words) {
        return steps;
      }
      bits = present[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** Returns the number of values. */
  public int count() {
    int n = 0;
    int words = (steps + 63) >>> 6;
    for (int w = 0; w < words; w++) {
      n += Long.bitCount(present[w]);
    }
    return n;
  }

  /** Returns whether there is no value at all. */
  public boolean isEmpty() {
    return next(0) == steps;
  }

  /** Sets every step to the value. */
  public void fill(double value) {
    for (int i = 0; i < steps; i++) {
      set(i, value);
    }
  }

  /** Makes this column equal to another one. */
  public void copyFrom(Column other) {
    reset(other.steps);
    System.arraycopy(other.values, 0, values, 0, steps);
    System.arraycopy(other.present, 0, present, 0, (steps + 63) >>> 6);
  }

  /** Returns how many bytes of heap a column of so many steps takes. */
  public static long bytes(int steps) {
    return 8L * steps + 8L * ((steps + 63) >>> 6) + 64;
  }
}
