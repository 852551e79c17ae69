package io.varve.persistence.head;

import io.varve.persistence.chunk.XorFormat;

/**
 * Where a chunk of the head ends. These are constants of the format and no settings: replay must
 * cut chunks where the first run did, whatever the configuration says by then.
 *
 * <p>A chunk also ends with its two-hour window and never holds two kinds of values.
 */
public final class ChunkLimits {
  /** The most samples in a chunk. */
  public static final int MAX_SAMPLES = 120;

  /** The most bytes in a chunk, its header included. */
  public static final int MAX_BYTES = 1024;

  /** The most samples that wait in a late buffer; with the last of them it becomes a chunk. */
  public static final int MAX_LATE = 32;

  /** The fewest samples after which the first chunk of a window may be cut. */
  static final int MIN_FIRST_CUT = 16;

  /** A chunk that is longer than this might not hold one sample more. */
  static final int FULL_BYTES = MAX_BYTES - XorFormat.MAX_SAMPLE_BYTES;

  /** 2^64 over the golden ratio: multiples of it spread evenly (Knuth, TAOCP 3, 6.4). */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private ChunkLimits() {}

  /**
   * After how many samples the first chunk of each of a series' windows is cut. All series of a
   * shard begin a window together; were they all to cut at {@value #MAX_SAMPLES}, they would seal
   * together ever after. The reference is hashed and not the labels, because all metrics of one
   * label set share the hash that places them.
   *
   * @return {@value #MIN_FIRST_CUT} to {@value #MAX_SAMPLES}, evenly spread over references
   */
  static int firstCut(int seriesRef) {
    long choices = MAX_SAMPLES - MIN_FIRST_CUT + 1;
    return MIN_FIRST_CUT + (int) Math.unsignedMultiplyHigh(seriesRef * GOLDEN, choices);
  }
}
