package io.varve.promql.engine;

import io.varve.model.Labels;
import io.varve.promql.exec.QueryContext;
import io.varve.promql.exec.SampleOperator;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;

/** The series of a range query, or of a range vector, one by one. */
final class MatrixResult extends AnyResult implements QueryResult.Matrix {
  private final SampleOperator series;
  private final SeriesHeaders headers;
  private final SeriesSamples samples = new SeriesSamples();
  private int current = -1;

  /** Opens the series; closes them if that fails. */
  MatrixResult(QueryContext ctx, SampleOperator series) {
    super(ctx);
    this.series = series;
    try {
      this.headers = series.open();
    } catch (RuntimeException | Error e) {
      series.close();
      throw e;
    }
  }

  @Override
  public boolean next() {
    while (series.next(samples)) {
      current++;
      if (samples.size() > 0) {
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
  public SeriesSamples samples() {
    return samples;
  }

  @Override
  public void close() {
    series.close();
    super.close();
  }
}
