package io.varve.model;

/**
 * A half-open range of time. Empty where both ends are equal.
 *
 * @param minTime the first instant inside, in ms since 1970
 * @param maxTimeExclusive the first instant after it, in ms; not before {@code minTime}
 */
public record TimeRange(long minTime, long maxTimeExclusive) {
  /** Validates. */
  public TimeRange {
    if (maxTimeExclusive < minTime) {
      throw new IllegalArgumentException(
          "time range ends at " + maxTimeExclusive + ", before it begins at " + minTime);
    }
  }

  /**
   * Returns the range from {@code minTime} to {@code maxTime} inclusive. As the last instant that a
   * {@code long} can name cannot be inside a half-open range, it is left out.
   */
  public static TimeRange ofInclusive(long minTime, long maxTime) {
    return new TimeRange(minTime, maxTime == Long.MAX_VALUE ? maxTime : maxTime + 1);
  }

  /** Returns whether no instant is inside. */
  public boolean isEmpty() {
    return minTime == maxTimeExclusive;
  }

  /** Returns whether the instant is inside. */
  public boolean contains(long t) {
    return minTime <= t && t < maxTimeExclusive;
  }

  /** Returns whether every instant of the other range is inside; always for an empty one. */
  public boolean contains(TimeRange other) {
    return other.isEmpty()
        || (minTime <= other.minTime && other.maxTimeExclusive <= maxTimeExclusive);
  }

  /** Returns whether some instant is inside both. */
  public boolean overlaps(TimeRange other) {
    return Math.max(minTime, other.minTime) < Math.min(maxTimeExclusive, other.maxTimeExclusive);
  }

  /** Returns the instants inside both; an empty range where there are none. */
  public TimeRange intersect(TimeRange other) {
    long min = Math.max(minTime, other.minTime);
    return new TimeRange(min, Math.max(min, Math.min(maxTimeExclusive, other.maxTimeExclusive)));
  }

  /** Returns the smallest range that contains both, with whatever lies between them. */
  public TimeRange union(TimeRange other) {
    if (isEmpty()) {
      return other;
    }
    if (other.isEmpty()) {
      return this;
    }
    return new TimeRange(
        Math.min(minTime, other.minTime), Math.max(maxTimeExclusive, other.maxTimeExclusive));
  }
}
