package io.varve.sharding.ingest;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts refusals as they happen. Reusable, not thread-safe. */
public final class RefusalTally {
  private final Map<RefusalReason, Long> counts = new EnumMap<>(RefusalReason.class);
  private String first = "";

  /**
   * Counts {@code count} refused elements.
   *
   * @param sentence names the first of them and its series; kept only if it is the first of all, so
   *     callers that find many build it only while {@link #isEmpty}
   */
  public RefusalTally add(RefusalReason reason, long count, String sentence) {
    if (count > 0) {
      first = isEmpty() ? sentence : first;
      counts.merge(reason, count, Long::sum);
    }
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
    return counts.isEmpty();
  }

  /** Forgets everything. */
  public void clear() {
    counts.clear();
    first = "";
  }

  /** Returns what was counted so far. */
  public Refusals toRefusals() {
    return isEmpty()
        ? Refusals.NONE
        : new Refusals(Collections.unmodifiableMap(new EnumMap<>(counts)), first);
  }
}
