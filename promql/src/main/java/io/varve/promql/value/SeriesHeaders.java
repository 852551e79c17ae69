package io.varve.promql.value;

import io.varve.model.Labels;
import java.util.BitSet;
import java.util.List;

/**
 * The label sets of a set of series, in the order in which the series' values follow. Immutable.
 *
 * <p>Two series may have the same labels: with names still to be dropped, or where values at
 * different steps make up one series in the end.
 *
 * @param labels the label sets
 * @param dropName which of the series lose their name at the end of the query, where the removal of
 *     names is delayed; not written after construction
 */
public record SeriesHeaders(List<Labels> labels, BitSet dropName) {
  /** No series. */
  public static final SeriesHeaders NONE = new SeriesHeaders(List.of(), new BitSet());

  /** Returns headers of series that keep their names. */
  public static SeriesHeaders of(List<Labels> labels) {
    return new SeriesHeaders(labels, new BitSet());
  }

  /** Returns the number of series. */
  public int size() {
    return labels.size();
  }

  /** Returns the labels of a series. */
  public Labels labels(int i) {
    return labels.get(i);
  }

  /** Returns whether the series loses its name at the end of the query. */
  public boolean dropName(int i) {
    return dropName.get(i);
  }
}
