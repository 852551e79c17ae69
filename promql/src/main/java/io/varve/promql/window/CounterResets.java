package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a counter lost by resets inside a window: the sum of the values just before each reset.
 *
 * <p>Resets are rare, so each is noted once with its place. A few are added one by one, as
 * Prometheus adds them, and many by a sliding sum.
 */
final class CounterResets {
  /** The index of the sample after each reset, rising. */
  private int[] at = new int[4];

  /** The value before each reset. */
  private double[] lost = new double[4];

  private final SlidingSum sum = new SlidingSum();
  private int first;
  private int count;
  private int scanned;
  private @Nullable SeriesSamples startTimes;

  /** Starts a series of which only the values tell of resets. */
  void begin() {
    startTimes = null;
    restart();
  }

  /** Starts a series of which start times may tell of resets too. */
  void begin(SeriesSamples samples) {
    startTimes = samples.hasStartTimes() ? samples : null;
    restart();
  }

  private void restart() {
    first = 0;
    count = 0;
    scanned = 0;
    sum.begin(lost);
  }

  /** Returns the base plus what was lost between samples from (inclusive) and to (exclusive). */
  double addTo(double base, double[] values, int from, int to) {
    for (scanned = Math.max(scanned, from + 1); scanned < to; scanned++) {
      if (values[scanned] < values[scanned - 1]
          || (startTimes != null && startTimes.beginsAnew(scanned))) {
        note(scanned, values[scanned - 1]);
      }
    }
    while (first < count && at[first] <= from) {
      first++;
    }
    if (count - first > TwoStacks.SMALL) {
      sum.slide(first, count);
      return base + sum.sum() + sum.compensation();
    }
    double result = base;
    for (int i = first; i < count; i++) {
      result += lost[i];
    }
    return result;
  }

  private void note(int sample, double value) {
    if (count == at.length) {
      at = Arrays.copyOf(at, 2 * count);
      lost = Arrays.copyOf(lost, 2 * count);
      sum.moved(lost);
    }
    at[count] = sample;
    lost[count] = value;
    count++;
  }
}
