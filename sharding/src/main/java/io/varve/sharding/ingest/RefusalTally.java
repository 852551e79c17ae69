package io.varve.sharding.ingest;

/** Counts refusals as they happen. Reusable, not thread-safe. */
public final class RefusalTally {
  private final long[] counts = new long[RefusalReason.values().length];
  private String first = "";

  /**
   * Counts {@code count} refused elements.
   *
   * @param sentence names the first of them and its series; kept only if it is the first of all, so
   *     callers that find many build it only while {@link #isEmpty}
   */
  public RefusalTally add(RefusalReason reason, long count, String sentence) {
    if (count > 0 && first.isEmpty()) {
      first = sentence;
    }
    counts[reason.ordinal()] += count;
    return this;
  }

  /** Counts what others counted. */
  public RefusalTally add(Refusals refusals) {
    for (RefusalReason reason : RefusalReason.values()) {
      add(reason, refusals.count(reason), refusals.first());
    }
    return this;
  }

  /** Returns whether nothing was counted yet. */
  public boolean isEmpty() {
    for (long count : counts) {
      if (count != 0) {
        return false;
      }
    }
    return true;
  }

  /** Forgets everything. */
  public void clear() {
    java.util.Arrays.fill(counts, 0);
    first = "";
  }

  /** Returns what was counted so far. */
  public Refusals toRefusals() {
    return isEmpty() ? Refusals.NONE : new Refusals(counts.clone(), first);
  }
}
