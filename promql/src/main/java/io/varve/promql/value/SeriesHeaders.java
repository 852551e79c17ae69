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
 * @param sorted whether the label sets never fall; false only where an instant query orders series
 *     otherwise, by value for example, and that order is to be kept
 */
public record SeriesHeaders(List<Labels> labels, BitSet dropName, boolean sorted) {
  /** No series. */
  public static final SeriesHeaders NONE = new SeriesHeaders(List.of(), new BitSet(), true);

  /** Makes headers in the order of labels. */
  public SeriesHeaders(List<Labels> labels, BitSet dropName) {
    this(labels, dropName, true);
  }

  /** Returns headers, in the order of labels, of series that keep their names. */
  public static SeriesHeaders of(List<Labels> labels) {
    return new SeriesHeaders(labels, new BitSet(), true);
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
