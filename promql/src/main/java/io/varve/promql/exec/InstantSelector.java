package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.model.StaleNaN;
import io.varve.promql.histogram.CountsOnly;
import io.varve.promql.plan.Moment;
import io.varve.promql.plan.Selection;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import io.varve.promql.value.StepGrid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instant vector selector: at each step the newest sample of {@code (moment - lookback,
 * moment]}, unless it is a stale marker.
 */
final class InstantSelector implements SeriesOperator {
  /** What it gives of a sample. */
  enum Give {
    /** Its value. */
    VALUE,
    /** Its time, in seconds. */
    TIME,
    /** When counting began, in seconds, 0 if that is not known. */
    START_TIME,
    /** Of a float its time, in seconds; a histogram as it is. */
    INFO_TIME
  }

  private final Leaves leaves;
  private final Selection selection;
  private final StepGrid grid;
  private final Give give;
  private final QueryContext ctx;
  private final SeriesSamples samples = new SeriesSamples();
  private final Reservation reservation;
  private @Nullable ShardSeries series;
  private int next;
  private long loaded;

  InstantSelector(Leaves leaves, Selection selection, StepGrid grid, Give give, QueryContext ctx) {
    this.leaves = leaves;
    this.selection = selection;
    this.grid = grid;
    this.give = give;
    this.ctx = ctx;
    this.reservation = ctx.reservation();
  }

  @Override
  public SeriesHeaders open() {
    if (grid.count() == 0) {
      return SeriesHeaders.NONE;
    }
    Moment moment = selection.moment();
    series =
        leaves.select(
            selection.matchers(),
            moment.time(grid.start()) - ctx.settings().lookbackMs() + 1,
            moment.time(grid.end()));
    return headers(series);
  }

  /** Returns the labels of all series. */
  static SeriesHeaders headers(ShardSeries series) {
    List<Labels> labels = new ArrayList<>(series.size());
    for (int i = 0; i < series.size(); i++) {
      labels.add(series.labels(i));
    }
    return SeriesHeaders.of(labels);
  }

  @Override
  public boolean next(Column into) {
    if (series == null || next == series.size()) {
      return false;
    }
    ctx.control().check();
    series.samples(next++, samples);
    if (selection.countsOnly()) {
      samples.replaceHistograms(new CountsOnly());
    }
    reservation.atLeast(samples.bytes());
    into.reset(grid.count());
    fill(into);
    long count = into.samples();
    loaded += count;
    ctx.samples().load(count);
    return true;
  }

  private void fill(Column into) {
    long lookback = ctx.settings().lookbackMs();
    boolean mixed = samples.hasHistograms() && (give == Give.VALUE || give == Give.INFO_TIME);
    int after = 0;
    for (int step = 0; step < grid.count(); step++) {
      long time = selection.moment().time(grid.time(step));
      while (after < samples.size() && samples.time(after) <= time) {
        after++;
      }
      int newest = after - 1;
      if (newest >= 0
          && samples.time(newest) > time - lookback
          && !StaleNaN.isStale(samples.value(newest))) {
        if (mixed && (give == Give.VALUE || samples.histogram(newest) != null)) {
          into.setFrom(samples, newest, step);
        } else {
          into.set(step, given(newest));
        }
      }
    }
  }

  private double given(int sample) {
    return switch (give) {
      case VALUE -> samples.value(sample);
      case TIME, INFO_TIME -> samples.time(sample) / 1000.0;
      case START_TIME -> samples.startTime(sample) / 1000.0;
    };
  }

  @Override
  public void close() {
    if (series != null) {
      series.close();
      series = null;
    }
    reservation.close();
    ctx.samples().release(loaded);
    loaded = 0;
  }
}
