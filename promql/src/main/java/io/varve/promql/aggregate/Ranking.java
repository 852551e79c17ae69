package io.varve.promql.aggregate;

import io.varve.model.Labels;

/** The total orders by which series are chosen at a step. NaN is the last of all values. */
enum Ranking {
  /** By value, falling, then by labels. */
  LARGEST {
    @Override
    int compareValues(double a, double b) {
      return Double.isNaN(a) || Double.isNaN(b)
          ? SMALLEST.compareValues(a, b)
          : compareNumbers(b, a);
    }
  },
  /** By value, rising, then by labels. */
  SMALLEST {
    @Override
    int compareValues(double a, double b) {
      if (Double.isNaN(a) || Double.isNaN(b)) {
        return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
      }
      return compareNumbers(a, b);
    }
  },
  /** By labels alone. */
  ANY {
    @Override
    int compareValues(double a, double b) {
      return 0;
    }
  };

  /** Orders values: negative if the first one is chosen before the second. */
  abstract int compareValues(double a, double b);

  /** Orders series with values: negative if the first one is chosen before the second. */
  final int compare(double a, Labels labelsA, double b, Labels labelsB) {
    int byValue = compareValues(a, b);
    return byValue != 0 ? byValue : labelsA.compareTo(labelsB);
  }

  /** Orders numbers; the two zeros are equal, as they are in Prometheus. */
  static int compareNumbers(double a, double b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
}
