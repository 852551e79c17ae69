package io.varve.persistence.log.wal;

import java.time.Duration;

/**
 * The bounds of a write-ahead log.
 *
 * @param segmentBytes when a segment has this size, the next one is begun
 * @param groupBytes about how much is written between two forces, at most
 * @param queueBytes how much may wait to be durable, of all shards together; an append that would
 *     exceed it is refused
 * @param reserveBytes held twice on the disk, so that a full one still takes a new segment and a
 *     manifest
 * @param minBackoff how long appends are refused after a failed write, doubled with each failure
 *     that follows
 * @param maxBackoff the longest such time
 */
public record WalSettings(
    int segmentBytes,
    int groupBytes,
    int queueBytes,
    int reserveBytes,
    Duration minBackoff,
    Duration maxBackoff) {
  /** Offsets in a segment have 31 bits, and one group may go beyond a segment's size. */
  private static final int MAX_BYTES = 512 * 1024 * 1024;

  /** Checks the bounds. */
  public WalSettings {
    if (segmentBytes < 1 || segmentBytes > MAX_BYTES) {
      throw new IllegalArgumentException("segmentBytes " + segmentBytes);
    }
    if (queueBytes < 1 || queueBytes > MAX_BYTES) {
      throw new IllegalArgumentException("queueBytes " + queueBytes);
    }
    if (groupBytes < 1 || reserveBytes < 0) {
      throw new IllegalArgumentException(
          "groupBytes %d, reserveBytes %d".formatted(groupBytes, reserveBytes));
    }
    if (minBackoff.isNegative() || minBackoff.isZero() || maxBackoff.compareTo(minBackoff) < 0) {
      throw new IllegalArgumentException("backoff %s to %s".formatted(minBackoff, maxBackoff));
    }
  }

  /** Segments of 64 MiB, groups of 4 MiB, 64 MiB waiting, 1 MiB in reserve, 50 ms to 5 s. */
  public static WalSettings defaults() {
    return new WalSettings(
        64 << 20, 4 << 20, 64 << 20, 1 << 20, Duration.ofMillis(50), Duration.ofSeconds(5));
  }
}
