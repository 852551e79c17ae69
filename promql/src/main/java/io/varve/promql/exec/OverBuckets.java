package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.promql.ast.PosRange;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.scalar.ClassicHistogram;
import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.Remarks;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.StepGrid;
import io.varve.promql.window.HistogramNotes;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Functions of histograms: make one series, or several, of those that differ in {@code le} only,
 * and of each native histogram. Names stay.
 */
final class OverBuckets implements SeriesOperator {
  private final BucketFunction function;
  private final PosRange bucketsAt;
  private final ColumnStore store;
  private final StepGrid grid;
  private final QueryContext ctx;
  private final ClassicHistogram histogram = new ClassicHistogram();
  private final HistogramNotes notes;
  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);
  private final List<IntList> histograms = new ArrayList<>();
  private SeriesHeaders in = SeriesHeaders.NONE;

  /** The upper bound of each series of the operand, NaN where it has none. */
  private double[] bounds = {};

  private int next;

  /**
   * Makes the operator.
   *
   * @param buckets the series
   * @param bucketsAt where they stand in the query
   */
  OverBuckets(
      BucketFunction function,
      SeriesOperator buckets,
      PosRange bucketsAt,
      StepGrid grid,
      QueryContext ctx) {
    this.function = function;
    this.bucketsAt = bucketsAt;
    this.grid = grid;
    this.ctx = ctx;
    this.store = new ColumnStore(buckets, grid.count(), ctx);
    this.notes = new HistogramNotes(ctx.annotations(), bucketsAt);
  }

  @Override
  public SeriesHeaders open() {
    function.open();
    in = store.open();
    bounds = new double[in.size()];
    Map<Labels, IntArrayList> byLabels = new TreeMap<>();
    for (int i = 0; i < in.size(); i++) {
      for (int k = 0; k < function.outputs(); k++) {
        store.expect(i);
      }
      Labels labels = in.labels(i);
      byLabels.computeIfAbsent(labels.without(LabelName.BUCKET), _ -> new IntArrayList()).add(i);
      bounds[i] = UpperBound.parse(labels.get(LabelName.BUCKET));
    }
    List<Labels> labels = new ArrayList<>(byLabels.size() * function.outputs());
    byLabels.forEach(
        (group, buckets) -> {
          buckets.sort((a, b) -> Double.compare(bounds[a], bounds[b]));
          histograms.add(buckets);
          for (int k = 0; k < function.outputs(); k++) {
            labels.add(function.labels(k, group));
          }
        });
    return new SeriesHeaders(labels, new BitSet());
  }

  @Override
  public boolean next(Column into) {
    if (next == histograms.size() * function.outputs()) {
      store.finish();
      return false;
    }
    int output = next % function.outputs();
    IntList buckets = histograms.get(next++ / function.outputs());
    List<Column> columns = new ArrayList<>(buckets.size());
    boolean mixed = false;
    for (int series : buckets) {
      Column column = store.get(series);
      columns.add(column);
      mixed |= column.hasHistograms();
    }
    into.reset(grid.count());
    for (int step = 0; step < grid.count(); step++) {
      if (function.isAsked(output, step)) {
        FloatHistogram nativeOne = mixed ? nativeOne(buckets, columns, step) : null;
        classic(buckets, columns, step);
        if (nativeOne == null) {
          evaluate(buckets, output, step, into);
        } else {
          evaluate(nativeOne, in.labels(buckets.getInt(0)), output, step, into);
        }
      }
    }
    buckets.forEach(store::done);
    return true;
  }

  /** Returns the native histogram at a step, or null if there is none. */
  private @Nullable FloatHistogram nativeOne(IntList buckets, List<Column> columns, int step) {
    FloatHistogram found = null;
    for (int k = 0; k < columns.size(); k++) {
      Column column = columns.get(k);
      FloatHistogram h = column.has(step) ? column.histogram(step) : null;
      if (h != null) {
        if (!in.labels(buckets.getInt(k)).get(LabelName.BUCKET).isEmpty()) {
          throw QueryException.unsupported("a native histogram with the label le");
        }
        found = h;
      }
    }
    return found;
  }

  /** Collects the buckets of a classic histogram at a step. */
  private void classic(IntList buckets, List<Column> columns, int step) {
    histogram.clear();
    for (int k = 0; k < columns.size(); k++) {
      Column column = columns.get(k);
      if (column.has(step) && column.histogram(step) == null) {
        int series = buckets.getInt(k);
        if (Double.isNaN(bounds[series])) {
          Labels labels = in.labels(series);
          ctx.annotations()
              .add(Remarks.badBucketLabel(name(labels), labels.get(LabelName.BUCKET), bucketsAt));
        } else {
          histogram.add(bounds[series], column.get(step));
        }
      }
    }
  }

  private void evaluate(FloatHistogram h, Labels labels, int output, int step, Column into) {
    if (!histogram.isEmpty()) {
      ctx.annotations().add(Remarks.mixedClassicNative(name(labels), bucketsAt));
      return;
    }
    remarks.clear();
    into.set(step, function.apply(h, output, step, remarks));
    notes.series(name(labels));
    notes.add(remarks);
  }

  private void evaluate(IntList buckets, int output, int step, Column into) {
    if (!histogram.isEmpty()) {
      into.set(step, function.apply(histogram, output, step));
      if (histogram.isForced()) {
        ctx.annotations()
            .add(
                Remarks.forcedMonotonicity(
                    name(in.labels(buckets.getInt(0))),
                    bucketsAt,
                    grid.time(step),
                    histogram.minBucket(),
                    histogram.maxBucket(),
                    histogram.maxDiff()));
      }
    }
  }

  /** Prometheus names the metric only where names are still there. */
  private String name(Labels labels) {
    return ctx.delayedNameRemoval() ? labels.metricName() : "";
  }

  @Override
  public void close() {
    store.close();
  }
}
