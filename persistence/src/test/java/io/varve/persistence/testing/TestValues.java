package io.varve.persistence.testing;

import io.varve.model.FloatHistogram;
import io.varve.model.Histogram;
import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.head.AppendOutcome;
import io.varve.persistence.head.MemSeries;
import io.varve.persistence.head.SealedChunks;
import java.util.Random;

/**
 * Values of all kinds as numbers, so that models may be maps of numbers: those with a certain NaN's
 * beginning name a histogram, which has the rest of the number as its sum; all others are the bits
 * of floats. Consecutive numbers name histograms of one series.
 */
public final class TestValues {
  private static final int NAME_BITS = 40;
  private static final long MARK = 0x7FF123L;
  private static final int SERIES_LENGTH = 16;

  private TestValues() {}

  /** Returns the number of a histogram; the lowest bits say which of its series it is. */
  public static long ofHistogram(long name) {
    return MARK << NAME_BITS | (name & ((1L << NAME_BITS) - 1));
  }

  /** Returns whether a number names a histogram. */
  public static boolean isHistogram(long value) {
    return value >>> NAME_BITS == MARK;
  }

  /** Returns the histogram that a number names. */
  public static NativeHistogram histogram(long value) {
    RandomHistograms series = new RandomHistograms(new Random(value / SERIES_LENGTH));
    NativeHistogram last = series.next();
    for (long n = value % SERIES_LENGTH; n > 0 || last.isStale(); n--) {
      last = series.next();
    }
    double sum = value & ((1L << NAME_BITS) - 1);
    return switch (last) {
      case Histogram h ->
          new Histogram(
              h.schema(),
              h.zeroThreshold(),
              h.zeroCount(),
              h.count(),
              sum,
              h.positiveSpans(),
              h.negativeSpans(),
              h.positiveBuckets(),
              h.negativeBuckets(),
              h.customValues(),
              h.counterResetHint());
      case FloatHistogram h ->
          new FloatHistogram(
              h.schema(),
              h.zeroThreshold(),
              h.zeroCount(),
              h.count(),
              sum,
              h.positiveSpans(),
              h.negativeSpans(),
              h.positiveBuckets(),
              h.negativeBuckets(),
              h.customValues(),
              h.counterResetHint());
    };
  }

  /** Returns the number of the value that an iterator is at. */
  public static long of(SampleIterator samples) {
    if (samples.kind() == ValueKind.FLOAT) {
      return samples.valueBits();
    }
    NativeHistogram found = samples.histogram();
    long value = ofHistogram((long) found.sum());
    if (!found.sameObservations(histogram(value)) || found.kind() != samples.kind()) {
      throw new AssertionError(found + " is not " + histogram(value));
    }
    return value;
  }

  /** Appends a value of whatever kind. */
  public static AppendOutcome append(
      MemSeries series, long window, int generation, long t, long value, SealedChunks sink) {
    return isHistogram(value)
        ? series.append(window, generation, t, 0, histogram(value), sink)
        : series.append(window, generation, t, 0, value, sink);
  }

  /** Adds a value of whatever kind to the series begun last. */
  public static void add(SampleColumns columns, long t, long value) {
    if (isHistogram(value)) {
      columns.addHistogram(t, 0, histogram(value));
    } else {
      columns.addSample(t, 0, value);
    }
  }

  /** Returns the number of the value that is in columns. */
  public static long of(SampleColumns columns, int sample) {
    NativeHistogram histogram = columns.histogram(sample);
    return histogram == null ? columns.value(sample) : ofHistogram((long) histogram.sum());
  }
}
