package io.varve.persistence.merge;

import io.varve.persistence.chunk.SampleIterator;

/**
 * A run of samples of one series that is not opened before it is needed: a chunk, a window of the
 * head, a series in a block.
 */
public interface SampleSource {

  /** What is added to the generation of a head window to rank it behind every block. */
  long HEAD_PRIORITY = 1L << 62;

  /** No sample is before this time, in ms. */
  long minT();

  /** No sample is after this time, in ms. */
  long maxT();

  /**
   * Who wins where two sources have a sample of one time: the lower number, which is the one that
   * was stored first. Blocks have their commit ordinal, windows of the head {@link #HEAD_PRIORITY}
   * plus their generation. Parts that have no time in common, such as the chunks of one window, may
   * be equal.
   */
  long priority();

  /** Opens the source, before its first sample. Called at most once. */
  SampleIterator open();
}
