package io.varve.persistence.block;

/**
 * What a block holds.
 *
 * @param numSamples number of samples
 * @param numSeries number of series
 * @param numChunks number of chunks
 */
public record BlockStats(long numSamples, long numSeries, long numChunks) {
  /** Nothing. */
  public static final BlockStats NONE = new BlockStats(0, 0, 0);
}
