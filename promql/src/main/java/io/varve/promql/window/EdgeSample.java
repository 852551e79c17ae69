package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/** {@code first_over_time} and {@code last_over_time}. */
final class EdgeSample implements HistogramKernel {
  private final boolean last;
  private SeriesSamples samples = new SeriesSamples();

  EdgeSample(boolean last) {
    this.last = last;
  }

  @Override
  public void begin(SeriesSamples series) {
    samples = series;
  }

  @Override
  public boolean evaluate(RangeWindow w, HistogramNotes notes) {
    if (w.count() == 0) {
      return false;
    }
    int sample = last ? w.to - 1 : w.from;
    w.histogram = samples.histogram(sample);
    return w.answer(samples.value(sample));
  }
}
