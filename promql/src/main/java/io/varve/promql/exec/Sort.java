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

/** Gives series with at most one value in another order than they come, or in that by labels. */
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
    /** As in any other answer. */
    static final Comparator<Item> BY_LABELS = Comparator.comparing(Item::labels);

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
  private final Reservation reservation;
  private List<Item> items = List.of();
  private boolean inOrder;
  private int next;

  Sort(SeriesOperator child, Comparator<Item> order, QueryContext ctx) {
    this.child = child;
    this.order = order;
    this.reservation = ctx.reservation();
  }

  @Override
  public SeriesHeaders open() {
    SeriesHeaders headers = child.open();
    inOrder = order.equals(Item.BY_LABELS) && headers.sorted();
    if (inOrder) {
      return headers;
    }
    reservation.grow(48L * headers.size());
    items = new ArrayList<>();
    Column column = new Column();
    for (int i = 0; child.next(column); i++) {
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
    return new SeriesHeaders(labels, dropName, order.equals(Item.BY_LABELS));
  }

  @Override
  public boolean next(Column into) {
    if (inOrder) {
      return child.next(into);
    }
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
