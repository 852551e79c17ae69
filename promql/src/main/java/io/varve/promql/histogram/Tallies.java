package io.varve.promql.histogram;

import io.varve.promql.numeric.Compensation;
import java.util.Arrays;

/** Numbers that are added to, with or without what rounding takes from them. */
final class Tallies {
  private final boolean compensated;
  private double[] values;
  private double[] compensations;

  Tallies(int size, boolean compensated) {
    this.compensated = compensated;
    this.values = new double[size];
    this.compensations = new double[size];
  }

  double value(int at) {
    return values[at];
  }

  double compensation(int at) {
    return compensations[at];
  }

  /** Returns the number with its compensation; without one, a zero keeps its sign. */
  double total(int at) {
    return compensations[at] == 0 ? values[at] : values[at] + compensations[at];
  }

  boolean isZero(int at) {
    return values[at] == 0 && compensations[at] == 0;
  }

  boolean isInfinite(int at) {
    return Double.isInfinite(values[at]);
  }

  void set(int at, double value, double compensation) {
    values[at] = value;
    compensations[at] = compensation;
  }

  void move(int from, int to) {
    values[to] = values[from];
    compensations[to] = compensations[from];
  }

  void add(int at, double value, double compensation) {
    add(at, value);
    if (compensation != 0) {
      add(at, compensation);
    }
  }

  private void add(int at, double value) {
    double sum = values[at];
    double total = sum + value;
    if (compensated) {
      compensations[at] = Compensation.next(compensations[at], sum, value, total);
    }
    values[at] = total;
  }

  void multiply(int count, double factor) {
    for (int i = 0; i < count; i++) {
      values[i] *= factor;
      compensations[i] = compensated ? compensations[i] * factor : 0;
    }
  }

  void divide(int count, double divisor) {
    for (int i = 0; i < count; i++) {
      values[i] /= divisor;
      compensations[i] = compensated ? compensations[i] / divisor : 0;
    }
  }

  void ensure(int size) {
    if (values.length < size) {
      int length = Math.max(size, 2 * values.length);
      values = Arrays.copyOf(values, length);
      compensations = Arrays.copyOf(compensations, length);
    }
  }
}
