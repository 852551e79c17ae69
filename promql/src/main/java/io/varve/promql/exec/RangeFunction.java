package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import io.varve.promql.value.StepGrid;
import io.varve.promql.window.HistogramKernel;
import io.varve.promql.window.HistogramNotes;
import io.varve.promql.window.RangeKernel;
import io.varve.promql.window.RangeWindow;
import java.util.List;

/** A function of the samples in a window that moves from step to step. */
final class RangeFunction implements SeriesOperator {
  private final SampleOperator child;
  private final RangeKernel kernel;
  private final Windows windows;
  private final List<ScalarOperator> args;
  private final RangeRemarks remarks;
  private final HistogramKernel histograms;
  private final HistogramNotes notes;
  private final StepGrid grid;
  private final QueryContext ctx;
  private final SeriesSamples samples = new SeriesSamples();
  private final RangeWindow window = new RangeWindow();
  private final Reservation reservation;
  private SeriesHeaders headers = SeriesHeaders.NONE;
  private double[][] argValues = {};
  private int next;
  private long loaded;

  RangeFunction(
      SampleOperator child,
      RangeKernel kernel,
      HistogramKernel histograms,
      Windows windows,
      List<ScalarOperator> args,
      RangeRemarks remarks,
      HistogramNotes notes,
      StepGrid grid,
      QueryContext ctx) {
    this.child = child;
    this.kernel = kernel;
    this.windows = windows;
    this.args = args;
    this.remarks = remarks;
    this.histograms = histograms;
    this.notes = notes;
    this.grid = grid;
    this.ctx = ctx;
    this.reservation = ctx.reservation();
  }

  @Override
  public SeriesHeaders open() {
    argValues = args.stream().map(ScalarOperator::evaluate).toArray(double[][]::new);
    window.args = new double[argValues.length];
    headers = child.open();
    return headers;
  }

  @Override
  public boolean next(Column into) {
    if (!child.next(samples)) {
      return false;
    }
    reservation.atLeast(samples.bytes());
    into.reset(grid.count());
    if (samples.size() > 0) {
      Labels labels = headers.labels(next);
      boolean mixed = samples.hasHistograms();
      if (mixed) {
        notes.series(labels.metricName());
        histograms.begin(samples);
      } else {
        kernel.begin(samples);
      }
      if (samples.hasStartTimes()) {
        remarks.onStartTimes(samples, labels);
      }
      long widest = fill(into, mixed);
      remarks.onSeries(labels, into);
      ctx.samples().load(widest);
      ctx.samples().release(widest);
      long count = into.samples();
      loaded += count;
      ctx.samples().load(count);
    }
    next++;
    return true;
  }

  /** Evaluates all steps; returns how many samples the fullest window counts for. */
  private long fill(Column into, boolean mixed) {
    long widest = 0;
    long inWindow = 0;
    int from = 0;
    int to = 0;
    for (int step = 0; step < grid.count(); step++) {
      long end = windows.moment().time(grid.time(step));
      long start = end - windows.lengthMs();
      while (to < samples.size() && samples.time(to) <= end + windows.afterMs()) {
        inWindow += samples.weight(to++);
      }
      while (from < to && samples.time(from) <= start - windows.beforeMs()) {
        inWindow -= samples.weight(from++);
      }
      if (from == to) {
        continue;
      }
      widest = Math.max(widest, inWindow);
      place(from, to, start, end, step);
      if (mixed) {
        evaluateMixed(into, step);
      } else {
        remarks.onWindow(window.args);
        if (kernel.evaluate(window)) {
          into.set(step, window.result);
        }
      }
      if (samples.hasStartTimes() && into.has(step)) {
        remarks.onValue(window);
      }
    }
    return widest;
  }

  private void evaluateMixed(Column into, int step) {
    if (!histograms.evaluate(window, notes)) {
      return;
    }
    remarks.onWindow(window.args);
    FloatHistogram histogram = window.histogram;
    if (histogram == null) {
      into.set(step, window.result);
    } else {
      into.set(step, histogram);
    }
  }

  private void place(int from, int to, long start, long end, int step) {
    window.from = from;
    window.to = to;
    window.start = start;
    window.end = end;
    window.evaluationTime = grid.time(step);
    for (int a = 0; a < argValues.length; a++) {
      window.args[a] = argValues[a][step];
    }
  }

  @Override
  public void close() {
    reservation.close();
    ctx.samples().release(loaded);
    loaded = 0;
    child.close();
  }
}
