package io.varve.persistence.index;

import java.util.Arrays;
import java.util.Objects;

/**
 * Where the chunks of one series lie and which times they span, in rising order of time. A flat,
 * growable list without an object per chunk. Not thread-safe while it grows.
 */
public final class ChunkMetas {
  private static final int WIDTH = 3;

  private long[] fields;
  private int size;

  /** An empty list. */
  public ChunkMetas() {
    this(4);
  }

  ChunkMetas(int capacity) {
    fields = new long[capacity * WIDTH];
  }

  /**
   * Adds a chunk.
   *
   * @param ref where it lies: number of the segment, from 0, in the upper four bytes, offset in the
   *     segment in the lower four
   * @param minTime time of the first sample, in milliseconds
   * @param maxTime time of the last sample, in milliseconds
   * @throws IllegalArgumentException if it does not come after the chunk before, in time and place
   */
  public void add(long ref, long minTime, long maxTime) {
    if (maxTime < minTime) {
      throw new IllegalArgumentException("a chunk from " + minTime + " to " + maxTime);
    }
    if (size > 0 && (minTime <= maxTime(size - 1) || ref <= ref(size - 1))) {
      throw new IllegalArgumentException(
          "chunk %d from %d does not come after chunk %d, which ends at %d"
              .formatted(ref, minTime, ref(size - 1), maxTime(size - 1)));
    }
    int at = size * WIDTH;
    if (at == fields.length) {
      fields = Arrays.copyOf(fields, Math.max(WIDTH, at * 2));
    }
    fields[at] = ref;
    fields[at + 1] = minTime;
    fields[at + 2] = maxTime;
    size++;
  }

  /** Forgets all chunks. */
  public void clear() {
    size = 0;
  }

  /** Number of chunks. */
  public int size() {
    return size;
  }

  /** Where chunk {@code i} lies. */
  public long ref(int i) {
    return fields[checked(i)];
  }

  /** Time of the first sample of chunk {@code i}, in milliseconds. */
  public long minTime(int i) {
    return fields[checked(i) + 1];
  }

  /** Time of the last sample of chunk {@code i}, in milliseconds. */
  public long maxTime(int i) {
    return fields[checked(i) + 2];
  }

  private int checked(int i) {
    return Objects.checkIndex(i, size) * WIDTH;
  }
}
