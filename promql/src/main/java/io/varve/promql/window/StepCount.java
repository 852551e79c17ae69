package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/**
 * {@code changes} and {@code resets}: how many samples differ from the one before, both inside the
 * window. The count follows the window's two ends.
 */
final class StepCount implements RangeKernel {
  /** Judges one sample against the one before it. */
  interface Step {
    /** Any change of value; one NaN is as good as another. */
    Step CHANGE = (before, now) -> now != before && !(Double.isNaN(now) && Double.isNaN(before));

    /** A fall, which is what a counter does when it is reset. */
    Step RESET = (before, now) -> now < before;

    boolean counts(double before, double now);
  }

  private final Step step;
  private double[] values = {};
  private int count;

  /** All steps between samples first to end are counted. */
  private int first;

  private int end;

  StepCount(Step step) {
    this.step = step;
  }

  @Override
  public void begin(SeriesSamples samples) {
    values = samples.values();
    count = 0;
    first = 0;
    end = 0;
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    if (w.count() == 0) {
      return false;
    }
    if (w.from >= end) {
      count = 0;
      first = w.from;
      end = w.from + 1;
    }
    for (; end < w.to; end++) {
      count += at(end);
    }
    for (; first < w.from; first++) {
      count -= at(first + 1);
    }
    return w.answer(count);
  }

  private int at(int sample) {
    return step.counts(values[sample - 1], values[sample]) ? 1 : 0;
  }
}
