package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/**
 * One range function at work on one series after the other. Keeps buffers between series and state
 * between steps; for one thread.
 */
public interface RangeKernel {
  /**
   * Starts a series. The samples are read by {@link #evaluate} and must stay as they are until the
   * next call of this method; no stale markers among them.
   */
  void begin(SeriesSamples samples);

  /**
   * Evaluates the function at one step, which is not before the last one of the same series.
   *
   * @return whether there is a value, which then is in {@link RangeWindow#result}
   */
  boolean evaluate(RangeWindow window);
}
