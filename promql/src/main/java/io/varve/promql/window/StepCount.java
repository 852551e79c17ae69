package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable Anchor anchor;
  private @Nullable SeriesSamples startTimes;
  private double[] values = {};
  private int count;

  /** All steps between samples first to end are counted. */
  private int first;

  private int end;

  /**
   * Makes the kernel.
   *
   * @param anchored whether the first sample of a window is compared with the one before
   */
  StepCount(Step step, boolean anchored) {
    this.step = step;
    this.anchor = anchored ? new Anchor() : null;
  }

  @Override
  public void begin(SeriesSamples samples) {
    startTimes = step.equals(Step.RESET) && samples.hasStartTimes() ? samples : null;
    values = samples.values();
    if (anchor != null) {
      anchor.begin(samples);
    }
    count = 0;
    first = 0;
    end = 0;
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    int from = anchor == null ? w.from : anchor.of(w);
    if (from == w.to) {
      return false;
    }
    if (from >= end) {
      count = 0;
      first = from;
      end = from + 1;
    }
    for (; end < w.to; end++) {
      count += at(end);
    }
    for (; first < from; first++) {
      count -= at(first + 1);
    }
    return w.answer(count);
  }

  private int at(int sample) {
    return step.counts(values[sample - 1], values[sample])
            || (startTimes != null && startTimes.beginsAnew(sample))
        ? 1
        : 0;
  }
}
