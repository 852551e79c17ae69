package io.varve.promql.scalar;

import java.util.Arrays;

/**
 * The buckets of one classic histogram at one time: upper bounds, rising and distinct, each with
 * the number of all observations up to it. Reusable; not thread-safe.
 *
 * <p>Inside a bucket, observations are taken to be spread evenly; the lowest begins at 0 where its
 * bound is positive. Nothing is known of a histogram without a bucket of bound +∞.
 */
public final class ClassicHistogram {
  /** Relative differences up to here come from rounding, and are no decrease. */
  private static final double TOLERANCE = 1e-12;

  private double[] bounds = new double[16];
  private double[] counts = new double[16];
  private int size;

  private boolean forced;
  private double minBucket;
  private double maxBucket;
  private double maxDiff;

  /** Removes all buckets. */
  public void clear() {
    size = 0;
    forced = false;
  }

  /** Returns whether there is no bucket. */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * Adds a bucket; counts of equal bounds add up. Cheapest in the order of bounds, which are not
   * NaN.
   */
  public void add(double upperBound, double count) {
    int at = size;
    if (size > 0 && !(bounds[size - 1] < upperBound)) {
      at = Arrays.binarySearch(bounds, 0, size, upperBound == 0 ? 0.0 : upperBound);
      if (at >= 0) {
        counts[at] += count;
        return;
      }
      at = ~at;
    }
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(bounds, at, bounds, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    // Zero has one sign here, since the search tells them apart.
    bounds[at] = upperBound == 0 ? 0.0 : upperBound;
    counts[at] = count;
    size++;
  }

  /**
   * Returns the φ-quantile of the observations: −∞ for φ below 0, +∞ above 1, NaN where φ is NaN or
   * too little is known. Counts that fall from one bucket to the next are raised first, for this
   * and all later questions; {@link #isForced} then tells of it.
   */
  public double quantile(double phi) {
    if (Double.isNaN(phi)) {
      return Double.NaN;
    }
    if (phi < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (phi > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (!isComplete()) {
      return Double.NaN;
    }
    makeMonotonic();
    if (size < 2 || counts[size - 1] == 0) {
      return Double.NaN;
    }
    double rank = phi * counts[size - 1];
    int bucket = firstReaching(rank);
    if (bucket == size - 1) {
      return bounds[size - 2];
    }
    if (bucket == 0) {
      return bounds[0] <= 0 ? bounds[0] : bounds[0] * (rank / counts[0]);
    }
    double below = counts[bucket - 1];
    double start = bounds[bucket - 1];
    return start + (bounds[bucket] - start) * ((rank - below) / (counts[bucket] - below));
  }

  /** Returns the fraction of observations between two values, or NaN where too little is known. */
  public double fraction(double lower, double upper) {
    if (!isComplete() || Double.isNaN(lower) || Double.isNaN(upper) || counts[size - 1] == 0) {
      return Double.NaN;
    }
    return lower >= upper ? 0 : (rankOf(upper) - rankOf(lower)) / counts[size - 1];
  }

  /** Returns whether some bucket had fewer observations than a lower one, beyond rounding. */
  public boolean isForced() {
    return forced;
  }

  /** Returns the lowest bound whose count was raised; only where {@link #isForced}. */
  public double minBucket() {
    return minBucket;
  }

  /** Returns the highest bound whose count was raised; only where {@link #isForced}. */
  public double maxBucket() {
    return maxBucket;
  }

  /** Returns by how much a count was raised at most; only where {@link #isForced}. */
  public double maxDiff() {
    return maxDiff;
  }

  private boolean isComplete() {
    return size > 0 && bounds[size - 1] == Double.POSITIVE_INFINITY;
  }

  /** Returns the first bucket but the last whose count is at least the rank, or the last one. */
  private int firstReaching(double rank) {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (counts[middle] >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Returns how many observations are below a value. */
  private double rankOf(double value) {
    double below = 0;
    double start = bounds[0] > 0 ? 0 : Double.NEGATIVE_INFINITY;
    double all = counts[size - 1];
    for (int i = 0; i < size; i++) {
      if (start >= value) {
        return Math.min(below, all);
      }
      if (bounds[i] > value) {
        double share = (counts[i] - below) * (value - start) / (bounds[i] - start);
        return Math.min(Double.isInfinite(start) ? counts[i] : below + share, all);
      }
      below = counts[i];
      start = bounds[i];
    }
    return all;
  }

  private void makeMonotonic() {
    if (forced) {
      return;
    }
    minBucket = Double.POSITIVE_INFINITY;
    maxBucket = Double.NEGATIVE_INFINITY;
    maxDiff = 0;
    double highest = counts[0];
    for (int i = 1; i < size; i++) {
      if (isNear(highest, counts[i])) {
        counts[i] = highest;
      } else if (counts[i] < highest) {
        forced = true;
        minBucket = Math.min(minBucket, bounds[i]);
        maxBucket = Math.max(maxBucket, bounds[i]);
        maxDiff = Math.max(maxDiff, highest - counts[i]);
        counts[i] = highest;
      } else {
        highest = counts[i];
      }
    }
  }

  private static boolean isNear(double a, double b) {
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    return (a == 0 || b == 0 || sum < Double.MIN_NORMAL)
        ? difference < TOLERANCE * Double.MIN_NORMAL
        : difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
  }
}
