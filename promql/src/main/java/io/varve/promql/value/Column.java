package io.varve.promql.value;

import io.varve.model.FloatHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one series at the steps of a grid, each of which may be absent. Reusable: {@link
 * #reset} empties it for another series and allocates only to grow. Not thread-safe.
 *
 * <p>A value is a float or a histogram. Where there are floats only there is no array for
 * histograms: ask {@link #hasHistograms} once for a column, not at each step.
 */
public final class Column {
  private double[] values = new double[0];

  /** Bit {@code i % 64} of word {@code i / 64} tells whether there is a value at step i. */
  private long[] present = new long[0];

  private int steps;

  /** The histograms at their steps; null while all values are floats. */
  private @Nullable FloatHistogram @Nullable [] histograms;

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
    histograms = null;
  }

  /** Returns the number of steps. */
  public int steps() {
    return steps;
  }

  /** Returns whether there is a value at the step. */
  public boolean has(int step) {
    return (present[step >>> 6] & (1L << step)) != 0;
  }

  /**
   * Returns the float at the step; meaningless where {@link #has} is false, and where there is a
   * histogram.
   */
  public double get(int step) {
    return values[step];
  }

  /**
   * Sets the float at the step, where there must be no histogram: {@link #takeHistograms} first
   * where there may be one.
   */
  public void set(int step, double value) {
    values[step] = value;
    present[step >>> 6] |= 1L << step;
  }

  /** Returns whether some value may be a histogram. */
  public boolean hasHistograms() {
    return histograms != null;
  }

  /**
   * Returns the histogram at the step, or null if the value is a float; meaningless where {@link
   * #has} is false.
   */
  public @Nullable FloatHistogram histogram(int step) {
    return histograms == null ? null : histograms[step];
  }

  /**
   * Sets the value at the step to a histogram.
   *
   * @param histogram kept, not to be written
   */
  public void set(int step, FloatHistogram histogram) {
    if (histograms == null) {
      histograms = new FloatHistogram[steps];
    }
    histograms[step] = histogram;
    values[step] = 0;
    present[step >>> 6] |= 1L << step;
  }

  /** Sets the value at the step, where there is none, to that of a sample. */
  public void setFrom(SeriesSamples samples, int sample, int step) {
    FloatHistogram histogram = samples.histogram(sample);
    if (histogram == null) {
      set(step, samples.value(sample));
    } else {
      set(step, histogram);
    }
  }

  /**
   * Makes this a column of floats: those at steps of histograms are to be set or removed.
   *
   * @return the histograms at their steps
   */
  public @Nullable FloatHistogram[] takeHistograms() {
    @Nullable FloatHistogram[] taken = histograms == null ? new FloatHistogram[steps] : histograms;
    histograms = null;
    return taken;
  }

  /** Sets the values of another column at its steps, where this one has none. */
  public void fillFrom(Column other) {
    for (int i = other.next(0); i < steps; i = other.next(i + 1)) {
      set(i, other.values[i]);
    }
    if (other.histograms != null) {
      for (int i = other.next(0); i < steps; i = other.next(i + 1)) {
        FloatHistogram histogram = other.histograms[i];
        if (histogram != null) {
          set(i, histogram);
        }
      }
    }
  }

  /** Returns the number of values that are histograms. */
  public int countHistograms() {
    int n = 0;
    if (histograms != null) {
      for (int i = next(0); i < steps; i = next(i + 1)) {
        n += histograms[i] == null ? 0 : 1;
      }
    }
    return n;
  }

  /** Removes all histograms. */
  public void removeHistograms() {
    if (histograms != null) {
      for (int i = next(0); i < steps; i = next(i + 1)) {
        if (histograms[i] != null) {
          remove(i);
        }
      }
      histograms = null;
    }
  }

  /** Removes all floats, so that histograms remain. */
  public void removeFloats() {
    for (int i = next(0); i < steps; i = next(i + 1)) {
      if (histograms == null || histograms[i] == null) {
        remove(i);
      }
    }
  }

  /** Makes the value at the step absent. */
  public void remove(int step) {
    present[step >>> 6] &= ~(1L << step);
    if (histograms != null) {
      histograms[step] = null;
    }
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

  /** Returns for how many samples the values count: a histogram for more than one. */
  public long samples() {
    long n = count();
    if (histograms != null) {
      for (int i = next(0); i < steps; i = next(i + 1)) {
        FloatHistogram histogram = histograms[i];
        n += histogram == null ? 0 : HistogramSize.samples(histogram) - 1;
      }
    }
    return n;
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
    histograms = other.histograms == null ? null : Arrays.copyOf(other.histograms, steps);
  }

  /** Returns how many bytes the histograms take beyond what {@link #bytes} says. */
  public long histogramBytes() {
    return HistogramSize.bytes(histograms);
  }

  /** Returns how many bytes of heap a column of so many steps takes, histograms aside. */
  public static long bytes(int steps) {
    return 8L * steps + 8L * ((steps + 63) >>> 6) + 64;
  }
}
