package io.varve.promql.value;

import io.varve.model.FloatHistogram;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one series, in rising order of time. Grows; reusable; not thread-safe. The arrays are
 * public for tight loops: only their first {@link #size} elements mean anything, and an {@link
 * #add} may replace them.
 *
 * <p>Where all samples are floats there is no array for histograms: ask {@link #hasHistograms} once
 * for a series, not for each sample.
 */
public final class SeriesSamples {
  private long[] times = new long[32];
  private double[] values = new double[32];
  private int size;

  /** The histograms at their places; null while all samples are floats. */
  private @Nullable FloatHistogram @Nullable [] histograms;

  private long histogramBytes;

  /** When counting began, at the samples' places, ms, 0 where that is not known; null: nowhere. */
  private long @Nullable [] startTimes;

  /** Removes all samples. */
  public void clear() {
    size = 0;
    histograms = null;
    histogramBytes = 0;
    startTimes = null;
  }

  /** Appends a sample; its time, ms, is greater than that of the last one. */
  public void add(long time, double value) {
    if (size == times.length) {
      grow();
    }
    if (startTimes != null) {
      startTimes[size] = 0;
    }
    times[size] = time;
    values[size++] = value;
  }

  /** Says when counting began, ms, of the sample appended last; 0 for not known. */
  public void start(long time) {
    if (startTimes == null) {
      if (time == 0) {
        return;
      }
      startTimes = new long[times.length];
    }
    startTimes[size - 1] = time;
  }

  /**
   * Appends a histogram; its time, ms, is greater than that of the last sample.
   *
   * @param histogram kept, not to be written
   */
  public void add(long time, FloatHistogram histogram) {
    if (histograms == null) {
      histograms = new FloatHistogram[times.length];
      histogramBytes = 8L * times.length;
    }
    add(time, histogram.sum());
    if (histograms.length < times.length) {
      histogramBytes += 8L * (times.length - histograms.length);
      histograms = Arrays.copyOf(histograms, times.length);
    }
    histograms[size - 1] = histogram;
    histogramBytes += HistogramSize.bytes(histogram);
  }

  /** Makes these samples those of another series. */
  public void copyFrom(SeriesSamples other) {
    clear();
    for (int i = 0; i < other.size; i++) {
      FloatHistogram histogram = other.histogram(i);
      if (histogram == null) {
        add(other.times[i], other.values[i]);
      } else {
        add(other.times[i], histogram);
      }
      start(other.startTime(i));
    }
  }

  private void grow() {
    times = Arrays.copyOf(times, 2 * size);
    values = Arrays.copyOf(values, 2 * size);
    startTimes = startTimes == null ? null : Arrays.copyOf(startTimes, 2 * size);
  }

  /** Returns the number of samples. */
  public int size() {
    return size;
  }

  /** Returns the time of a sample, ms since 1970. */
  public long time(int i) {
    return times[i];
  }

  /**
   * Returns the value of a sample; of a histogram its sum, which tells whether it is a stale marker
   * as it does of a float.
   */
  public double value(int i) {
    return values[i];
  }

  /** Returns whether there is a histogram among the samples. */
  public boolean hasHistograms() {
    return histograms != null;
  }

  /** Returns the histogram that a sample is, or null if it is a float. */
  public @Nullable FloatHistogram histogram(int i) {
    return histograms == null || i >= histograms.length ? null : histograms[i];
  }

  /** Returns for how many samples one counts: a histogram for more than one. */
  public int weight(int i) {
    FloatHistogram histogram = histogram(i);
    return histogram == null ? 1 : HistogramSize.samples(histogram);
  }

  /** Returns whether it is known of any sample when counting began. */
  public boolean hasStartTimes() {
    return startTimes != null;
  }

  /** Returns when counting began that led to a sample, ms; 0 if that is not known. */
  public long startTime(int i) {
    return startTimes == null ? 0 : startTimes[i];
  }

  /** Forgets when counting began. */
  public void forgetStartTimes() {
    startTimes = null;
  }

  /**
   * Returns whether counting began anew after the sample before, as far as start times tell. One
   * that is the time of the sample before may also stand for a start that nobody knows: then the
   * sample before has none either, or one that is not before it.
   */
  public boolean beginsAnew(int i) {
    if (startTimes == null) {
      return false;
    }
    long start = startTimes[i];
    long before = times[i - 1];
    if (start == 0 || start >= times[i] || start < before) {
      return false;
    }
    return start > before || (startTimes[i - 1] != 0 && startTimes[i - 1] < before);
  }

  /** Returns whether a sample began before the one before it, and not with it. */
  public boolean overlaps(int i) {
    return startTimes != null
        && startTimes[i] != 0
        && startTimes[i] < times[i - 1]
        && startTimes[i] != startTimes[i - 1];
  }

  /** Returns the array that holds the times; not to be written. */
  public long[] times() {
    return times;
  }

  /** Returns the array that holds the {@link #value values}; not to be written. */
  public double[] values() {
    return values;
  }

  /** Returns how many bytes of heap it takes. */
  public long bytes() {
    int arrays = startTimes == null ? 16 : 24;
    return (long) arrays * times.length + 64 + histogramBytes;
  }

  /** Removes the samples that the condition does not hold for. */
  public void keepIf(Keep keep) {
    if (histograms != null) {
      keepHistogramsIf(keep);
      return;
    }
    int to = 0;
    for (int i = 0; i < size; i++) {
      if (keep.test(times[i], values[i])) {
        if (startTimes != null) {
          startTimes[to] = startTimes[i];
        }
        times[to] = times[i];
        values[to++] = values[i];
      }
    }
    size = to;
  }

  private void keepHistogramsIf(Keep keep) {
    SeriesSamples kept = new SeriesSamples();
    for (int i = 0; i < size; i++) {
      if (keep.test(times[i], values[i])) {
        FloatHistogram histogram = histogram(i);
        if (histogram == null) {
          kept.add(times[i], values[i]);
        } else {
          kept.add(times[i], histogram);
        }
        kept.start(startTime(i));
      }
    }
    times = kept.times;
    values = kept.values;
    size = kept.size;
    histograms = kept.histograms;
    histogramBytes = kept.histogramBytes;
    startTimes = kept.startTimes;
  }

  /** Replaces each histogram that is no stale marker by another one, in their order. */
  public void replaceHistograms(UnaryOperator<FloatHistogram> replacement) {
    if (histograms == null) {
      return;
    }
    histogramBytes = 8L * histograms.length;
    // Floats at the end may have no place there.
    for (int i = 0; i < Math.min(size, histograms.length); i++) {
      FloatHistogram histogram = histograms[i];
      if (histogram != null) {
        FloatHistogram other = histogram.isStale() ? histogram : replacement.apply(histogram);
        histograms[i] = other;
        histogramBytes += HistogramSize.bytes(other);
      }
    }
  }

  /** Tells which samples stay. */
  @FunctionalInterface
  public interface Keep {
    /** Returns whether the sample stays. */
    boolean test(long time, double value);
  }
}
