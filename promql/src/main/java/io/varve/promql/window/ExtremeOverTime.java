package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/**
 * {@code max_over_time}, {@code min_over_time} and the times of these, by a monotone deque: it
 * holds the samples that are or may become the extreme, which is at its head. Among equals, a value
 * is the first one's and a time the last one's. NaN is less extreme than any number.
 */
final class ExtremeOverTime implements RangeKernel {
  private final boolean largest;
  private final boolean timeOf;
  private long[] times = {};
  private double[] values = {};

  /** Indices of samples; each sample enters once, so the array never wraps. */
  private int[] deque = new int[16];

  private int head;
  private int tail;
  private int scanned;

  ExtremeOverTime(boolean largest, boolean timeOf) {
    this.largest = largest;
    this.timeOf = timeOf;
  }

  @Override
  public void begin(SeriesSamples samples) {
    times = samples.times();
    values = samples.values();
    if (deque.length < samples.size()) {
      deque = new int[samples.size() + (samples.size() >> 1)];
    }
    head = 0;
    tail = 0;
    scanned = 0;
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    if (w.count() == 0) {
      return false;
    }
    for (scanned = Math.max(scanned, w.from); scanned < w.to; scanned++) {
      push(scanned);
    }
    while (head < tail && deque[head] < w.from) {
      head++;
    }
    if (head == tail) {
      return w.answer(timeOf ? times[w.to - 1] / 1000.0 : Double.NaN);
    }
    return w.answer(timeOf ? times[deque[head]] / 1000.0 : values[deque[head]]);
  }

  private void push(int sample) {
    double value = values[sample];
    if (Double.isNaN(value)) {
      return;
    }
    while (tail > head && yields(values[deque[tail - 1]], value)) {
      tail--;
    }
    deque[tail++] = sample;
  }

  /** Returns whether the earlier value can no longer be the extreme, given the later one. */
  private boolean yields(double earlier, double later) {
    if (earlier == later) {
      return timeOf;
    }
    return largest ? earlier < later : earlier > later;
  }
}
