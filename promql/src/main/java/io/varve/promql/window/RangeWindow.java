package io.varve.promql.window;

import io.varve.model.FloatHistogram;
import org.jspecify.annotations.Nullable;

/**
 * The window of one step, filled in by the caller, and the value at that step. Reused from step to
 * step; for one thread.
 */
public final class RangeWindow {
  private static final double[] NONE = {};

  /** The index of the first sample in the window. Never falls during one series. */
  public int from;

  /** The index after the last sample in the window. Never falls during one series. */
  public int to;

  /** The window's beginning in ms, exclusive. */
  public long start;

  /** The window's end in ms, inclusive; the evaluation time less the offset. */
  public long end;

  /** The step's time in ms. */
  public long evaluationTime;

  /** The scalar arguments at this step, in order and without the range itself. */
  public double[] args = NONE;

  /** The value, once {@link RangeKernel#evaluate} has returned true. */
  public double result;

  /** The value where a {@link HistogramKernel} gives a histogram, else null. */
  public @Nullable FloatHistogram histogram;

  /** Returns the number of samples in the window. */
  int count() {
    return to - from;
  }

  /** Sets the result and says that there is one. */
  boolean answer(double value) {
    result = value;
    return true;
  }

  /** Sets a histogram as the result and says that there is one. */
  boolean answer(FloatHistogram value) {
    histogram = value;
    return true;
  }

  /** Returns the window's length in seconds, rounded as Go's {@code Duration.Seconds} rounds. */
  double seconds() {
    long whole = (end - start) / 1000;
    long millis = (end - start) % 1000;
    return whole + millis * 1_000_000 / 1e9;
  }
}
