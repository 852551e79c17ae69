package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/** A function to which floats and histograms are the same. */
final class EitherKind implements HistogramKernel {
  private final RangeKernel kernel;

  EitherKind(RangeKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public void begin(SeriesSamples samples) {
    kernel.begin(samples);
  }

  @Override
  public boolean evaluate(RangeWindow w, HistogramNotes notes) {
    w.histogram = null;
    return kernel.evaluate(w);
  }
}
