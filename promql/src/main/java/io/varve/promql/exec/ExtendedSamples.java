package io.varve.promql.exec;

import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import io.varve.promql.window.Interpolation;
import io.varve.promql.window.Reach;

/**
 * An anchored or smoothed range vector that is not a function's argument: the samples inside the
 * one window, and the values at its two ends.
 */
final class ExtendedSamples implements SampleOperator {
  private final SampleOperator child;
  private final Reach reach;
  private final long start;
  private final long end;
  private final SeriesSamples samples = new SeriesSamples();

  /**
   * Makes the operator.
   *
   * @param start the window's beginning, ms
   * @param end the window's end, ms
   */
  ExtendedSamples(SampleOperator child, Reach reach, long start, long end) {
    this.child = child;
    this.reach = reach;
    this.start = start;
    this.end = end;
  }

  @Override
  public SeriesHeaders open() {
    return child.open();
  }

  @Override
  public boolean next(SeriesSamples into) {
    if (!child.next(samples)) {
      return false;
    }
    if (samples.hasHistograms()) {
      throw QueryException.execution(
          (reach == Reach.ANCHORED ? "anchored" : "smoothed")
              + " modifier is not supported with histograms");
    }
    into.clear();
    int size = samples.size();
    if (size > 0 && samples.time(size - 1) > start) {
      extend(into, size);
    }
    return true;
  }

  private void extend(SeriesSamples into, int size) {
    int inside = 0;
    while (samples.time(inside) <= start) {
      inside++;
    }
    int after = inside;
    while (after < size && samples.time(after) < end) {
      after++;
    }
    into.add(start, left(inside));
    for (int i = inside; i < after; i++) {
      into.add(samples.time(i), samples.value(i));
    }
    into.add(end, right(after, size));
  }

  /** Returns the value at the beginning, behind which the first sample is the given one. */
  private double left(int inside) {
    int first = Math.max(0, inside - 1);
    return reach == Reach.SMOOTHED && samples.time(first) < start
        ? between(start, first)
        : samples.value(first);
  }

  /** Returns the value at the end, from which on the first sample is the given one. */
  private double right(int after, int size) {
    if (after == size) {
      return samples.value(size - 1);
    }
    return reach == Reach.SMOOTHED && after > 0 && samples.time(after) > end
        ? between(end, after - 1)
        : samples.value(after);
  }

  private double between(long time, int i) {
    return Interpolation.at(time, samples.times(), samples.values(), i, false);
  }

  @Override
  public void close() {
    child.close();
  }
}
