package io.varve.promql.engine;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.promql.exec.QueryContext;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import org.jspecify.annotations.Nullable;

/** The series of an instant query, one by one. */
final class VectorResult extends AnyResult implements QueryResult.Vector {
  private final long time;
  private final SeriesOperator series;
  private final SeriesHeaders headers;
  private final Column column = new Column();
  private int current = -1;

  /** Opens the series; closes them if that fails. */
  VectorResult(QueryContext ctx, long time, SeriesOperator series) {
    super(ctx);
    this.time = time;
    this.series = series;
    try {
      this.headers = series.open();
    } catch (RuntimeException | Error e) {
      series.close();
      throw e;
    }
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public boolean next() {
    while (series.next(column)) {
      current++;
      if (column.has(0)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Labels labels() {
    return headers.labels(current);
  }

  @Override
  public double value() {
    return column.get(0);
  }

  @Override
  public @Nullable FloatHistogram histogram() {
    return column.histogram(0);
  }

  @Override
  public void close() {
    series.close();
    super.close();
  }
}
