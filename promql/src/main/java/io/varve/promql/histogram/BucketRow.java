package io.varve.promql.histogram;

import io.varve.model.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Buckets of one sign that are calculated with: indexes, rising, and a tally for each. Grows;
 * reusable; not thread-safe.
 */
final class BucketRow {
  private int[] indexes = {};
  private final Tallies counts;
  private int size;

  BucketRow(boolean compensated) {
    counts = new Tallies(0, compensated);
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Makes these the buckets that the cursor has before it. */
  void set(SideCursor buckets, int expected) {
    size = 0;
    ensure(expected);
    while (buckets.next()) {
      ensure(size + 1);
      put(size++, buckets.index(), buckets.count(), 0);
    }
  }

  /**
   * Makes the compensations those of another histogram's buckets, which are these buckets or fewer.
   */
  void setCompensations(SideCursor buckets) {
    int at = 0;
    while (buckets.next()) {
      while (at < size && indexes[at] < buckets.index()) {
        at++;
      }
      if (at < size && indexes[at] == buckets.index()) {
        counts.set(at, counts.value(at), buckets.count());
      }
    }
  }

  void copyFrom(BucketRow other) {
    ensure(other.size);
    size = other.size;
    for (int i = 0; i < size; i++) {
      put(i, other.indexes[i], other.counts.value(i), other.counts.compensation(i));
    }
  }

  /** Adds other buckets of the same schema; with sign -1, takes them away. */
  void add(BucketRow other, int sign) {
    int a = size - 1;
    size += missing(other);
    ensure(size);
    // From behind, so that nothing is written over before it is moved.
    for (int to = size - 1, b = other.size - 1; b >= 0; to--) {
      double count = sign * other.counts.value(b);
      double compensation = sign * other.counts.compensation(b);
      if (a < 0 || indexes[a] < other.indexes[b]) {
        put(to, other.indexes[b--], count, compensation);
        continue;
      }
      indexes[to] = indexes[a];
      counts.move(a--, to);
      if (indexes[to] == other.indexes[b]) {
        counts.add(to, count, compensation);
        b--;
      }
    }
  }

  /** Returns how many of the other's indexes are not here. */
  private int missing(BucketRow other) {
    int missing = 0;
    int a = 0;
    for (int b = 0; b < other.size; b++) {
      while (a < size && indexes[a] < other.indexes[b]) {
        a++;
      }
      missing += a < size && indexes[a] == other.indexes[b] ? 0 : 1;
    }
    return missing;
  }

  /** Goes to a schema that is coarser by so many numbers. */
  void coarsen(int schemas) {
    int to = 0;
    for (int i = 0; i < size; i++) {
      to = join(i, to, ((indexes[i] - 1) >> Math.min(schemas, 31)) + 1);
    }
    size = to;
  }

  /** Makes custom buckets those of fewer bounds, and drops empty ones. */
  void toBounds(double[] fewer, double[] bounds) {
    int to = 0;
    int bucket = 0;
    for (int i = 0; i < size; i++) {
      bucket = CustomBounds.bucketAmong(fewer, indexes[i], bounds, bucket);
      to = join(i, to, bucket);
    }
    size = to;
    compact();
  }

  /**
   * Makes a bucket the last of those already joined, or part of it if it has the same new index.
   *
   * @return how many are joined then
   */
  private int join(int from, int joined, int newIndex) {
    if (joined > 0 && indexes[joined - 1] == newIndex) {
      counts.add(joined - 1, counts.value(from), counts.compensation(from));
      return joined;
    }
    put(joined, newIndex, counts.value(from), counts.compensation(from));
    return joined + 1;
  }

  /** Drops empty buckets. */
  void compact() {
    int to = 0;
    for (int i = 0; i < size; i++) {
      if (!counts.isZero(i)) {
        put(to++, indexes[i], counts.value(i), counts.compensation(i));
      }
    }
    size = to;
  }

  /**
   * Returns the lowest number from the given one on that lies inside no bucket with observations.
   */
  double unpopulated(double threshold, int schema) {
    for (int i = 0; i < size; i++) {
      if (ExponentialBounds.upper(indexes[i], schema) > threshold) {
        boolean inside = ExponentialBounds.upper(indexes[i] - 1, schema) < threshold;
        if (inside && !counts.isZero(i)) {
          return ExponentialBounds.upper(indexes[i], schema);
        }
        if (!inside) {
          break;
        }
      }
    }
    return threshold;
  }

  /** Moves the buckets up to a threshold to a tally. */
  void moveBelow(double threshold, int schema, Tallies into, int at) {
    int from = 0;
    for (; from < size && ExponentialBounds.upper(indexes[from], schema) <= threshold; from++) {
      into.add(at, counts.value(from), counts.compensation(from));
      counts.set(from, 0, 0);
    }
  }

  boolean hasInfinity() {
    for (int i = 0; i < size; i++) {
      if (counts.isInfinite(i)) {
        return true;
      }
    }
    return false;
  }

  void multiply(double factor) {
    counts.multiply(size, factor);
  }

  void divide(double divisor) {
    counts.divide(size, divisor);
  }

  long bytes() {
    return 20L * indexes.length;
  }

  /** Returns the counts, with their compensations. */
  double[] totals() {
    double[] totals = new double[size];
    for (int i = 0; i < size; i++) {
      totals[i] = counts.total(i);
    }
    return totals;
  }

  /** Returns the counts without compensations, or these alone. */
  double[] parts(boolean compensation) {
    double[] parts = new double[size];
    for (int i = 0; i < size; i++) {
      parts[i] = compensation ? counts.compensation(i) : counts.value(i);
    }
    return parts;
  }

  /** Returns the indexes as spans. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    int end = 0;
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && indexes[to] == indexes[to - 1] + 1) {
        to++;
      }
      spans.add(new Span(indexes[from] - end, to - from));
      end = indexes[to - 1] + 1;
      from = to;
    }
    return spans;
  }

  private void put(int at, int index, double count, double compensation) {
    indexes[at] = index;
    counts.set(at, count, compensation);
  }

  private void ensure(int buckets) {
    if (indexes.length < buckets) {
      indexes = Arrays.copyOf(indexes, Math.max(buckets, 2 * indexes.length));
      counts.ensure(indexes.length);
    }
  }
}
