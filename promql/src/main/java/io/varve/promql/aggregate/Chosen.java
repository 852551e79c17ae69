package io.varve.promql.aggregate;

import java.util.Arrays;

/**
 * The series chosen at one step: a heap of bounded size with the one on top that would go first.
 */
final class Chosen {
  int[] series = new int[2];
  double[] values = new double[2];
  int size;

  /** Tells whether a series is chosen after another one, at this step. */
  interface Order {
    boolean isAfter(int series, double value, int otherSeries, double otherValue);
  }

  /** Returns whether a series would be chosen, were it offered. */
  boolean takes(int limit, int candidate, double value, Order order) {
    return size < limit || (limit > 0 && order.isAfter(series[0], values[0], candidate, value));
  }

  /** Adds a series that {@link #takes} has said yes to. */
  void add(int limit, int candidate, double value, Order order) {
    if (size < limit) {
      if (size == series.length) {
        series = Arrays.copyOf(series, Math.min(limit, 2 * size));
        values = Arrays.copyOf(values, series.length);
      }
      set(size++, candidate, value);
      up(size - 1, order);
    } else {
      set(0, candidate, value);
      down(0, order);
    }
  }

  /** Puts the series in the order of choice; nothing may be added after. */
  void sort(Order order) {
    int all = size;
    while (size > 1) {
      size--;
      swap(0, size);
      down(0, order);
    }
    size = all;
  }

  private void up(int from, Order order) {
    int at = from;
    while (at > 0 && isAfter(at, (at - 1) / 2, order)) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void down(int from, Order order) {
    int at = from;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && isAfter(child + 1, child, order)) {
        child++;
      }
      if (!isAfter(child, at, order)) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private boolean isAfter(int a, int b, Order order) {
    return order.isAfter(series[a], values[a], series[b], values[b]);
  }

  private void swap(int a, int b) {
    int movedSeries = series[a];
    double movedValue = values[a];
    set(a, series[b], values[b]);
    set(b, movedSeries, movedValue);
  }

  private void set(int at, int newSeries, double newValue) {
    series[at] = newSeries;
    values[at] = newValue;
  }
}
