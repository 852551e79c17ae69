package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/**
 * A range function at work on series that have histograms, perhaps besides floats. For one thread.
 *
 * <p>As {@link RangeKernel}, but that the result may be a histogram and that there are things to
 * remark.
 */
public interface HistogramKernel {
  /** Starts a series, of which some sample is a histogram. */
  void begin(SeriesSamples samples);

  /**
   * Evaluates the function at one step, which is not before the last one of the same series.
   *
   * @return whether there is a value, which then is in {@link RangeWindow#histogram} or, where that
   *     is null, in {@link RangeWindow#result}
   */
  boolean evaluate(RangeWindow window, HistogramNotes notes);
}
