package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;

/** Looks at floats as the function for floats does, and at histograms by themselves. */
abstract class SplitKernel implements HistogramKernel {
  private final RangeKernel ofFloats;
  private final RangeWindow inner = new RangeWindow();

  /** The series. */
  final SplitSamples samples = new SplitSamples();

  SplitKernel(RangeKernel ofFloats) {
    this.ofFloats = ofFloats;
  }

  /**
   * Evaluates a window of histograms only.
   *
   * @param from the first by its number among all histograms
   * @param to the number behind the last
   */
  abstract boolean histograms(int from, int to, RangeWindow w, HistogramNotes notes);

  /** Evaluates a window that has both; nothing comes of that, unless a function says otherwise. */
  boolean both(RangeWindow w, HistogramNotes notes) {
    notes.mixedKinds();
    return false;
  }

  @Override
  public void begin(SeriesSamples series) {
    samples.begin(series);
    ofFloats.begin(samples.floats());
  }

  @Override
  public final boolean evaluate(RangeWindow w, HistogramNotes notes) {
    w.histogram = null;
    int from = samples.floatsBefore(w.from);
    int to = samples.floatsBefore(w.to);
    if (from == to) {
      return histograms(w.from - from, w.to - to, w, notes);
    }
    return to - from < w.count() ? both(w, notes) : floats(w);
  }

  /** Evaluates the floats of a window. */
  final boolean floats(RangeWindow w) {
    inner.from = samples.floatsBefore(w.from);
    inner.to = samples.floatsBefore(w.to);
    inner.start = w.start;
    inner.end = w.end;
    inner.evaluationTime = w.evaluationTime;
    inner.args = w.args;
    return ofFloats.evaluate(inner) && w.answer(inner.result);
  }
}
