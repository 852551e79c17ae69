package io.varve.promql.window;

/** A function that does not look at histograms. */
final class FloatsOnly extends SplitKernel {
  FloatsOnly(RangeKernel ofFloats) {
    super(ofFloats);
  }

  @Override
  boolean histograms(int from, int to, RangeWindow w, HistogramNotes notes) {
    return false;
  }

  @Override
  boolean both(RangeWindow w, HistogramNotes notes) {
    notes.ignoredHistograms();
    return floats(w);
  }
}
