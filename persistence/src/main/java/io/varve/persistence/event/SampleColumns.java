package io.varve.persistence.event;

import io.varve.model.NativeHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples of several series as columns of primitives; histograms, where there are any, as objects.
 *
 * <p>Series {@code i} has the samples {@code [start(i), end(i))}. Times are ms since the Unix
 * epoch; values are the bits of doubles, and 0 for histograms; a start time of 0 means that the
 * sample has none. Filled by one thread; once handed on, it is read by many and not changed.
 */
public final class SampleColumns {
  private static final long[] NONE = {};
  private static final int[] ONE_EACH = {};
  private static final @Nullable NativeHistogram[] NO_HISTOGRAMS = {};

  private int series;
  private int[] refs;

  /**
   * {@link #ONE_EACH} as long as every series but the last has one sample, as in steady sending.
   */
  private int[] ends = ONE_EACH;

  private int samples;
  private long[] times;
  private long[] values;
  private long[] startTimes = NONE;

  /** By sample, null for floats; as long as up to the last histogram at least. */
  private @Nullable NativeHistogram[] histograms = NO_HISTOGRAMS;

  /** Empty columns; they grow beyond what is expected by copying. */
  public SampleColumns(int expectedSeries, int expectedSamples) {
    refs = new int[Math.max(1, expectedSeries)];
    times = new long[Math.max(1, expectedSamples)];
    values = new long[Math.max(1, expectedSamples)];
  }

  /**
   * Begins a series; the samples added next are its own. Reference 0 stands for "not yet known".
   */
  public void addSeries(int ref) {
    if (series == refs.length) {
      refs = Arrays.copyOf(refs, series * 2);
    }
    if (oneEach() && samples != series) {
      ends = new int[refs.length];
      Arrays.setAll(ends, i -> i + 1);
      ends[series - 1] = samples;
    }
    if (!oneEach()) {
      if (series == ends.length) {
        ends = Arrays.copyOf(ends, series * 2);
      }
      ends[series] = samples;
    }
    refs[series] = ref;
    series++;
  }

  private boolean oneEach() {
    return ends.length == 0;
  }

  /** Adds a sample to the series begun last. */
  public void addSample(long t, long startTime, long valueBits) {
    if (samples == times.length) {
      times = Arrays.copyOf(times, samples * 2);
      values = Arrays.copyOf(values, samples * 2);
    }
    if (startTime != 0 && startTimes.length < times.length) {
      startTimes = Arrays.copyOf(startTimes, times.length);
    }
    if (startTimes.length > samples) {
      startTimes[samples] = startTime;
    }
    times[samples] = t;
    values[samples] = valueBits;
    samples++;
    if (!oneEach()) {
      ends[series - 1] = samples;
    }
  }

  /** Adds a histogram to the series begun last. */
  public void addHistogram(long t, long startTime, NativeHistogram value) {
    int at = samples;
    addSample(t, startTime, 0);
    if (at >= histograms.length) {
      histograms = Arrays.copyOf(histograms, times.length);
    }
    histograms[at] = value;
  }

  /** Adds a sample of other columns to the series begun last. */
  public void addFrom(SampleColumns other, int sample) {
    NativeHistogram histogram = other.histogram(sample);
    if (histogram == null) {
      addSample(other.time(sample), other.startTime(sample), other.value(sample));
    } else {
      addHistogram(other.time(sample), other.startTime(sample), histogram);
    }
  }

  public int seriesCount() {
    return series;
  }

  public int sampleCount() {
    return samples;
  }

  public int ref(int i) {
    return refs[i];
  }

  /** Names a series that was not known when it was added. */
  public void setRef(int i, int ref) {
    refs[i] = ref;
  }

  public int start(int i) {
    return i == 0 || oneEach() ? i : ends[i - 1];
  }

  public int end(int i) {
    if (oneEach()) {
      return i == series - 1 ? samples : i + 1;
    }
    return ends[i];
  }

  public long time(int sample) {
    return times[sample];
  }

  public long value(int sample) {
    return values[sample];
  }

  public long startTime(int sample) {
    return sample < startTimes.length ? startTimes[sample] : 0;
  }

  /** Returns the histogram that a sample is; null if it is a float. */
  public @Nullable NativeHistogram histogram(int sample) {
    return sample < histograms.length ? histograms[sample] : null;
  }

  boolean hasHistograms() {
    return histograms.length > 0;
  }

  boolean hasStartTimes() {
    return startTimes.length > 0;
  }
}
