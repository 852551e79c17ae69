package io.varve.promql.value;

import java.util.Arrays;

/**
 * Float samples of one series, in rising order of time. Grows; reusable; not thread-safe. The
 * arrays are public for tight loops: only their first {@link #size} elements mean anything, and an
 * {@link #add} may replace them.
 */
public final class SeriesSamples {
  private long[] times = new long[32];
  private double[] values = new double[32];
  private int size;

  /** Removes all samples. */
  public void clear() {
    size = 0;
  }

  /** Appends a sample; its time, ms, is greater than that of the last one. */
  public void add(long time, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    times[size] = time;
    values[size++] = value;
  }

  /** Returns the number of samples. */
  public int size() {
    return size;
  }

  /** Returns the time of a sample, ms since 1970. */
  public long time(int i) {
    return times[i];
  }

  /** Returns the value of a sample. */
  public double value(int i) {
    return values[i];
  }

  /** Returns the array that holds the times; not to be written. */
  public long[] times() {
    return times;
  }

  /** Returns the array that holds the values; not to be written. */
  public double[] values() {
    return values;
  }

  /** Returns how many bytes of heap it takes. */
  public long bytes() {
    return 16L * times.length + 64;
  }

  /** Removes the samples that the condition does not hold for. */
  public void keepIf(Keep keep) {
    int to = 0;
    for (int i = 0; i < size; i++) {
      if (keep.test(times[i], values[i])) {
        times[to] = times[i];
        values[to++] = values[i];
      }
    }
    size = to;
  }

  /** Tells which samples stay. */
  @FunctionalInterface
  public interface Keep {
    /** Returns whether the sample stays. */
    boolean test(long time, double value);
  }
}
