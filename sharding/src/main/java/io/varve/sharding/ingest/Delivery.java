package io.varve.sharding.ingest;

/** Whether every part of a request reached its shard. */
public sealed interface Delivery {
  /** Every part was judged, and what was admitted is durable. */
  record Whole() implements Delivery {}

  /**
   * A part met a transient fault. Whether its samples are stored is unknown; sending the whole
   * request again is right, because storing is idempotent.
   *
   * @param retryAfterSeconds when to try again, at least 1
   * @param reason a sentence for people
   */
  record Interrupted(int retryAfterSeconds, String reason) implements Delivery {
    /** Validates. */
    public Interrupted {
      if (retryAfterSeconds < 1) {
        throw new IllegalArgumentException("retry after " + retryAfterSeconds + " s");
      }
    }
  }

  /** Returns that nothing is missing. */
  static Delivery whole() {
    return new Whole();
  }

  /** Returns the worse of the two: the fault to be waited out longest, or else none. */
  default Delivery and(Delivery other) {
    return switch (this) {
      case Whole _ -> other;
      case Interrupted mine ->
          other instanceof Interrupted theirs && theirs.retryAfterSeconds > mine.retryAfterSeconds
              ? theirs
              : mine;
    };
  }
}
