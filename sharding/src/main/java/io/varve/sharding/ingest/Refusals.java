package io.varve.sharding.ingest;

import java.util.Map;

/**
 * How many elements were refused for good, by reason, and a sentence about the first. Immutable.
 */
public final class Refusals {
  /** Nothing was refused. */
  public static final Refusals NONE = new Refusals(Map.of(), "");

  /** In the order of the reasons; no count is zero. */
  private final Map<RefusalReason, Long> counts;

  private final String first;

  Refusals(Map<RefusalReason, Long> counts, String first) {
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
    return counts.getOrDefault(reason, 0L);
  }

  /** Returns how many elements were refused. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns whether nothing was refused. */
  public boolean isEmpty() {
    return counts.isEmpty();
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
    counts.forEach(
        (reason, count) ->
            sb.append(sb.isEmpty() ? "" : ", ").append(count).append(' ').append(reason.text()));
    return sb.toString();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Refusals other && counts.equals(other.counts) && first.equals(other.first);
  }

  @Override
  public int hashCode() {
    return 31 * counts.hashCode() + first.hashCode();
  }
}
