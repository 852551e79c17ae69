package io.varve.testing.remote;

import io.varve.model.Labels;

/** Is told every sample of an answer, series by series. */
@FunctionalInterface
public interface SampleVisitor {
  /**
   * Takes a sample.
   *
   * @param t milliseconds since the epoch
   * @param valueBits the bits of the value
   */
  void sample(Labels labels, long t, long valueBits);
}
