package io.varve.persistence.head;

import io.varve.persistence.chunk.XorAppender;
import java.util.Arrays;

/**
 * The samples of a window that came after later ones: sorted by time, no two of one time, too few
 * for a chunk yet. Not thread-safe.
 */
final class LateBuffer {
  private static final int INITIAL_SAMPLES = 4;

  /** Time and value bits in turn. */
  private long[] samples;

  private int count;

  LateBuffer() {
    samples = new long[2 * INITIAL_SAMPLES];
  }

  private LateBuffer(long[] samples, int count) {
    this.samples = samples;
    this.count = count;
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

  /** Adds a sample at a time that is not there yet. */
  void insert(long t, long valueBits) {
    int at = 2 * (-find(t) - 1);
    int end = 2 * count;
    if (end == samples.length) {
      samples = Arrays.copyOf(samples, end * 2);
    }
    System.arraycopy(samples, at, samples, at + 2, end - at);
    samples[at] = t;
    samples[at + 1] = valueBits;
    count++;
  }

  /** A buffer with an array of its own, for a reader. */
  LateBuffer copy() {
    return new LateBuffer(Arrays.copyOf(samples, 2 * count), count);
  }

  /** The samples as a chunk. */
  XorAppender encode() {
    XorAppender chunk = new XorAppender();
    for (int i = 0; i < count; i++) {
      chunk.append(t(i), valueBits(i));
    }
    return chunk;
  }
}
