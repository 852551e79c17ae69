package io.varve.promql.exec;

import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.promql.ast.PosRange;
import io.varve.promql.scalar.ClassicHistogram;
import io.varve.promql.value.Column;
import io.varve.promql.value.Remarks;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.StepGrid;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Functions of classic histograms: make one series of those that differ in {@code le} only. Names
 * stay.
 */
final class OverBuckets implements SeriesOperator {
  private final BucketFunction function;
  private final PosRange bucketsAt;
  private final ColumnStore store;
  private final StepGrid grid;
  private final QueryContext ctx;
  private final ClassicHistogram histogram = new ClassicHistogram();
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
  }

  @Override
  public SeriesHeaders open() {
    function.open();
    in = store.open();
    bounds = new double[in.size()];
    Map<Labels, IntArrayList> byLabels = new TreeMap<>();
    for (int i = 0; i < in.size(); i++) {
      store.expect(i);
      Labels labels = in.labels(i);
      byLabels.computeIfAbsent(labels.without(LabelName.BUCKET), _ -> new IntArrayList()).add(i);
      bounds[i] = UpperBound.parse(labels.get(LabelName.BUCKET));
    }
    byLabels.forEach(
        (_, buckets) -> {
          buckets.sort((a, b) -> Double.compare(bounds[a], bounds[b]));
          histograms.add(buckets);
        });
    return new SeriesHeaders(List.copyOf(byLabels.keySet()), new BitSet());
  }

  @Override
  public boolean next(Column into) {
    if (next == histograms.size()) {
      store.finish();
      return false;
    }
    IntList buckets = histograms.get(next++);
    List<Column> columns = new ArrayList<>(buckets.size());
    for (int series : buckets) {
      columns.add(store.get(series));
    }
    into.reset(grid.count());
    for (int step = 0; step < grid.count(); step++) {
      evaluate(buckets, columns, step, into);
    }
    buckets.forEach(store::done);
    return true;
  }

  private void evaluate(IntList buckets, List<Column> columns, int step, Column into) {
    histogram.clear();
    for (int k = 0; k < columns.size(); k++) {
      if (columns.get(k).has(step)) {
        int series = buckets.getInt(k);
        if (Double.isNaN(bounds[series])) {
          Labels labels = in.labels(series);
          ctx.annotations()
              .add(Remarks.badBucketLabel(name(labels), labels.get(LabelName.BUCKET), bucketsAt));
        } else {
          histogram.add(bounds[series], columns.get(k).get(step));
        }
      }
    }
    if (!histogram.isEmpty()) {
      into.set(step, function.apply(histogram, step));
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
