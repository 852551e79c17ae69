package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.List;

/** {@code vector(s)}, and date functions without argument: one series without labels. */
final class SingleSeries implements SeriesOperator {
  private final ScalarOperator scalar;
  private double[] values = {};
  private boolean done;

  SingleSeries(ScalarOperator scalar) {
    this.scalar = scalar;
  }

  @Override
  public SeriesHeaders open() {
    values = scalar.evaluate();
    return SeriesHeaders.of(List.of(Labels.EMPTY));
  }

  @Override
  public boolean next(Column into) {
    if (done) {
      return false;
    }
    done = true;
    into.reset(values.length);
    for (int i = 0; i < values.length; i++) {
      into.set(i, values[i]);
    }
    return true;
  }

  @Override
  public void close() {
    done = true;
  }
}
