package io.varve.promql.exec;

import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;

/**
 * Gives the series of a range vector in two phases: all samples that any step of the grid may look
 * at, without stale markers. Used by one thread, once. May block.
 */
public interface SampleOperator extends AutoCloseable {
  /** Begins, and tells which series there are, sorted by labels. Called once, first. */
  SeriesHeaders open();

  /**
   * Gives the next series' samples.
   *
   * @param into emptied and filled; left as it is at the end
   * @return whether there was one more
   */
  boolean next(SeriesSamples into);

  /** Frees what it holds; may be called at any time, and more than once. */
  @Override
  void close();
}
