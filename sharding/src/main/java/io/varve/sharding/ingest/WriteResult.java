package io.varve.sharding.ingest;

/**
 * What became of a request's samples.
 *
 * @param accepted samples that are durable now, those that were so before among them
 * @param duplicates how many of the accepted were stored before with the same value
 * @param refused samples that were refused for good
 * @param delivery whether a transient fault kept samples from being judged; those are in none of
 *     the counts
 */
public record WriteResult(long accepted, long duplicates, Refusals refused, Delivery delivery) {
  /** The result of a request without samples. */
  public static final WriteResult EMPTY = new WriteResult(0, 0, Refusals.NONE, Delivery.whole());

  /** Validates. */
  public WriteResult {
    if (duplicates < 0 || accepted < duplicates) {
      throw new IllegalArgumentException(duplicates + " duplicates of " + accepted + " accepted");
    }
  }

  /** Returns the result of a request of which everything was accepted, none of it known before. */
  public static WriteResult accepted(long samples) {
    return new WriteResult(samples, 0, Refusals.NONE, Delivery.whole());
  }

  /** Returns the result of a request that a transient fault kept out as a whole. */
  public static WriteResult interrupted(int retryAfterSeconds, String reason) {
    return new WriteResult(
        0, 0, Refusals.NONE, new Delivery.Interrupted(retryAfterSeconds, reason));
  }

  /** Returns the result of both parts of a request, this one the earlier. */
  public WriteResult plus(WriteResult other) {
    return new WriteResult(
        accepted + other.accepted,
        duplicates + other.duplicates,
        refused.plus(other.refused),
        delivery.and(other.delivery));
  }

  /** Returns this result with more refusals, found before those in it. */
  public WriteResult withEarlier(Refusals refusals) {
    return new WriteResult(accepted, duplicates, refusals.plus(refused), delivery);
  }
}
