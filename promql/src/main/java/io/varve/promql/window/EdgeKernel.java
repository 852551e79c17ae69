package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/** Functions that look at nothing but the ends of the window. */
final class EdgeKernel implements RangeKernel {
  /** What is answered of a window that is not empty. */
  interface Answer {
    double of(long[] times, double[] values, RangeWindow w);
  }

  private final Answer answer;
  private long[] times = {};
  private double[] values = {};

  EdgeKernel(Answer answer) {
    this.answer = answer;
  }

  @Override
  public void begin(SeriesSamples samples) {
    times = samples.times();
    values = samples.values();
  }

  @Override
  public boolean evaluate(RangeWindow w) {
    return w.count() > 0 && w.answer(answer.of(times, values, w));
  }
}
