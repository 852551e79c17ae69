package io.varve.model;

/** Equality and hashes of doubles by their raw bits, which {@code Double.compare} does not give. */
final class Bits {
  private Bits() {}

  static boolean equal(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  static boolean equal(double[] a, double[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!equal(a[i], b[i])) {
        return false;
      }
    }
    return true;
  }

  /** Zeros are equal whatever their sign, and no NaN equals anything. */
  static boolean equalNumbers(double[] a, double[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    return true;
  }

  static int hash(double value) {
    return Long.hashCode(Double.doubleToRawLongBits(value));
  }

  static int hash(double[] values) {
    int h = 1;
    for (double v : values) {
      h = 31 * h + hash(v);
    }
    return h;
  }
}
