package io.varve.sharding.query;

import io.varve.model.Labels;
import io.varve.model.ValueKind;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.SeriesSamples;
import java.util.ArrayList;
import java.util.List;

/**
 * A shard's selection in two passes: the first one finds the label sets, the second one reads the
 * samples. Between them only the label sets are held, not what chunks there are.
 */
final class SelectedSeries implements ShardSeries {
  private static final int BEFORE_FIRST = -1;

  private final ShardSelection selection;
  private final List<Labels> labels;
  private int at = BEFORE_FIRST;

  private SelectedSeries(ShardSelection selection, List<Labels> labels) {
    this.selection = selection;
    this.labels = labels;
  }

  /** Makes the first pass. The selection is taken over. */
  static SelectedSeries of(ShardSelection selection) {
    List<Labels> labels = new ArrayList<>();
    try {
      while (selection.next()) {
        labels.add(selection.labels());
      }
      selection.restart();
    } catch (RuntimeException e) {
      selection.close();
      throw e;
    }
    return new SelectedSeries(selection, labels);
  }

  @Override
  public int size() {
    return labels.size();
  }

  @Override
  public Labels labels(int i) {
    return labels.get(i);
  }

  @Override
  public void samples(int i, SeriesSamples into) {
    if (i <= at) {
      throw new IllegalArgumentException("series %d is asked for after %d".formatted(i, at));
    }
    while (at < i) {
      selection.next();
      at++;
    }
    into.clear();
    SampleIterator samples = selection.samples();
    while (samples.next()) {
      if (samples.kind() == ValueKind.FLOAT) {
        into.add(samples.t(), Double.longBitsToDouble(samples.valueBits()));
      } else {
        into.add(samples.t(), samples.histogram().toFloat());
      }
    }
  }

  @Override
  public void close() {
    selection.close();
  }
}
