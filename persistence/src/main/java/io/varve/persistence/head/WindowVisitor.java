package io.varve.persistence.head;

/** Is told the sizes of a series' windows; see {@link MemSeries#accept}. */
@FunctionalInterface
public interface WindowVisitor {
  /**
   * Takes one window of one generation.
   *
   * @param windowStart the first instant of the window, in ms
   * @param generation from 0
   * @param sealedBytes data of sealed chunks, as they would stand in a block
   * @param openBytes data of the open chunk, and of the late buffer at 16 bytes a sample, and for a
   *     histogram those that it takes on the heap
   * @param samples number of samples, sealed ones included
   * @param frozen whether the window takes no more samples
   */
  void window(
      long windowStart,
      int generation,
      long sealedBytes,
      int openBytes,
      int samples,
      boolean frozen);
}
