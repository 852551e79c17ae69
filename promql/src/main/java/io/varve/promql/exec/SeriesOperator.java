package io.varve.promql.exec;

import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;

/**
 * Gives the series of an instant vector over a grid, in two phases. Used by one thread, once. May
 * block.
 */
public interface SeriesOperator extends AutoCloseable {
  /**
   * Begins, and tells which series there are; some of them may turn out to be empty. Called once,
   * first.
   */
  SeriesHeaders open();

  /**
   * Gives the next series' values.
   *
   * @param into reset to the grid's steps and filled; left as it is at the end
   * @return whether there was one more
   */
  boolean next(Column into);

  /** Frees what it holds; may be called at any time, and more than once. */
  @Override
  void close();
}
