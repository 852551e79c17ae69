package io.varve.persistence.head;

import io.varve.model.NativeHistogram;
import io.varve.persistence.chunk.ChunkAppender;
import io.varve.persistence.chunk.ChunkCutter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a window that came after later ones: sorted by time, no two of one time, too few
 * for a chunk yet. Not thread-safe.
 */
final class LateBuffer {
  private static final int INITIAL_SAMPLES = 4;
  private static final @Nullable NativeHistogram[] NO_HISTOGRAMS = {};

  /** Time and value bits in turn. */
  private long[] samples;

  /** By index, null for floats; empty if all are. */
  private @Nullable NativeHistogram[] histograms = NO_HISTOGRAMS;

  private int count;

  LateBuffer() {
    samples = new long[2 * INITIAL_SAMPLES];
  }

  private LateBuffer(LateBuffer other, int from) {
    samples = Arrays.copyOfRange(other.samples, 2 * from, 2 * other.count);
    histograms =
        other.hasHistograms()
            ? Arrays.copyOfRange(other.histograms, from, other.count)
            : NO_HISTOGRAMS;
    count = other.count - from;
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return count >= ChunkLimits.MAX_LATE;
  }

  long t(int index) {
    return samples[2 * index];
  }

  long valueBits(int index) {
    return samples[2 * index + 1];
  }

  /** The histogram that the sample is; null if it is a float. */
  @Nullable NativeHistogram histogram(int index) {
    return hasHistograms() ? histograms[index] : null;
  }

  /** Whether any sample is a histogram, or was when the buffer had more. */
  boolean hasHistograms() {
    return histograms.length > 0;
  }

  /** The index of the sample at {@code t}, or -(insertion point) - 1 as in Arrays. */
  int find(long t) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = t(middle);
      if (found < t) {
        low = middle + 1;
      } else if (found > t) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -low - 1;
  }

  /** Adds a float at a time that is not there yet. */
  void insert(long t, long valueBits) {
    insert(t, valueBits, null);
  }

  /** Adds a histogram at a time that is not there yet. */
  void insert(long t, NativeHistogram histogram) {
    if (!hasHistograms()) {
      histograms = new NativeHistogram[samples.length / 2];
    }
    insert(t, 0, histogram);
  }

  private void insert(long t, long valueBits, @Nullable NativeHistogram histogram) {
    int index = -find(t) - 1;
    int at = 2 * index;
    int end = 2 * count;
    if (end == samples.length) {
      samples = Arrays.copyOf(samples, Math.max(2 * INITIAL_SAMPLES, end * 2));
    }
    System.arraycopy(samples, at, samples, at + 2, end - at);
    samples[at] = t;
    samples[at + 1] = valueBits;
    if (hasHistograms()) {
      if (count == histograms.length) {
        histograms = Arrays.copyOf(histograms, samples.length / 2);
      }
      System.arraycopy(histograms, index, histograms, index + 1, count - index);
      histograms[index] = histogram;
    }
    count++;
  }

  /** A buffer with arrays of its own, for a reader. */
  LateBuffer copy() {
    return new LateBuffer(this, 0);
  }

  /** A buffer without the first samples; null if none is left. */
  @Nullable LateBuffer after(int samplesGone) {
    return samplesGone == count ? null : new LateBuffer(this, samplesGone);
  }

  /** The first samples as a chunk: all of them, unless kinds or layouts differ. */
  ChunkAppender encodeFirst() {
    ChunkCutter cutter = new ChunkCutter(new LateIterator(this), ChunkLimits.MAX_SAMPLES);
    if (!cutter.next()) {
      throw new IllegalStateException("no late samples");
    }
    return cutter.chunk();
  }

  /** About how many bytes of heap the samples take. */
  int bytes() {
    long bytes = 2L * Long.BYTES * count;
    for (int i = 0; i < count; i++) {
      NativeHistogram h = histogram(i);
      bytes += h == null ? 0 : h.heapBytes();
    }
    return (int) bytes;
  }
}
