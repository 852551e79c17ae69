package io.varve.sharding.ingest;

import java.util.Arrays;

/**
 * How many elements were refused for good, by reason, and a sentence about the first. Immutable.
 */
public final class Refusals {
  /** Nothing was refused. */
  public static final Refusals NONE = new Refusals(new long[RefusalReason.values().length], "");

  private final long[] counts;
  private final String first;

  Refusals(long[] counts, String first) {
    this.counts = counts;
    this.first = first;
  }

  /**
   * Returns the refusal of {@code count} elements for one reason.
   *
   * @param first a sentence that names the first of them, and its series
   */
  public static Refusals of(RefusalReason reason, long count, String first) {
    return new RefusalTally().add(reason, count, first).toRefusals();
  }

  /** Returns how many elements were refused for the reason. */
  public long count(RefusalReason reason) {
    return counts[reason.ordinal()];
  }

  /** Returns how many elements were refused. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** Returns whether nothing was refused. */
  public boolean isEmpty() {
    return total() == 0;
  }

  /** Returns the sentence about the first refusal; empty if there is none. */
  public String first() {
    return first;
  }

  /** Returns these refusals and then the others. */
  public Refusals plus(Refusals others) {
    if (others.isEmpty()) {
      return this;
    }
    return isEmpty() ? others : new RefusalTally().add(this).add(others).toRefusals();
  }

  /** Prints the counts in words: {@code 2 too old, 1 invalid labels}. */
  @Override
  public String toString() {
    StringBuilder sb = new StringBuilder();
    for (RefusalReason reason : RefusalReason.values()) {
      if (count(reason) > 0) {
        sb.append(sb.isEmpty() ? "" : ", ").append(count(reason)).append(' ').append(reason.text());
      }
    }
    return sb.toString();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Refusals other
        && Arrays.equals(counts, other.counts)
        && first.equals(other.first);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + first.hashCode();
  }
}
