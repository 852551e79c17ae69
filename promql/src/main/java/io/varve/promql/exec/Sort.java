package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code sort} functions of an instant query: the series in another order than by labels. */
final class Sort implements SeriesOperator {
  /**
   * A series with its only value.
   *
   * @param labels its labels
   * @param value its value; meaningless if it is a histogram
   * @param histogram its value if that is a histogram
   * @param dropName whether it is to lose its name
   */
  record Item(Labels labels, double value, @Nullable FloatHistogram histogram, boolean dropName) {
    /** By value, NaN last. */
    static final Comparator<Item> RISING = byValue((a, b) -> Double.compare(a, b));

    /** By value from the greatest, NaN last. */
    static final Comparator<Item> FALLING = byValue((a, b) -> Double.compare(b, a));

    private static Comparator<Item> byValue(DoubleComparator order) {
      return (a, b) -> {
        boolean aNaN = Double.isNaN(a.value);
        boolean bNaN = Double.isNaN(b.value);
        if (aNaN || bNaN) {
          return Boolean.compare(aNaN, bNaN);
        }
        // Zeros of either sign are equal.
        return a.value == b.value ? 0 : order.compare(a.value, b.value);
      };
    }

    private interface DoubleComparator {
      int compare(double a, double b);
    }
  }

  private final SeriesOperator child;
  private final Comparator<Item> order;
  private final boolean floatsOnly;
  private final Reservation reservation;
  private List<Item> items = List.of();
  private int next;

  /**
   * Makes the operator.
   *
   * @param floatsOnly whether histograms have no place in the order, and are left out
   */
  Sort(SeriesOperator child, Comparator<Item> order, boolean floatsOnly, QueryContext ctx) {
    this.child = child;
    this.order = order;
    this.floatsOnly = floatsOnly;
    this.reservation = ctx.reservation();
  }

  @Override
  public SeriesHeaders open() {
    SeriesHeaders headers = child.open();
    reservation.grow(48L * headers.size());
    items = new ArrayList<>();
    Column column = new Column();
    for (int i = 0; child.next(column); i++) {
      if (floatsOnly) {
        column.removeHistograms();
      }
      if (column.steps() > 0 && column.has(0)) {
        reservation.grow(column.histogramBytes());
        items.add(
            new Item(headers.labels(i), column.get(0), column.histogram(0), headers.dropName(i)));
      }
    }
    items.sort(order);
    BitSet dropName = new BitSet();
    List<Labels> labels = new ArrayList<>(items.size());
    for (Item item : items) {
      dropName.set(labels.size(), item.dropName);
      labels.add(item.labels);
    }
    return new SeriesHeaders(labels, dropName, false);
  }

  @Override
  public boolean next(Column into) {
    if (next == items.size()) {
      return false;
    }
    Item item = items.get(next++);
    into.reset(1);
    if (item.histogram == null) {
      into.set(0, item.value);
    } else {
      into.set(0, item.histogram);
    }
    return true;
  }

  @Override
  public void close() {
    reservation.close();
    child.close();
  }
}
