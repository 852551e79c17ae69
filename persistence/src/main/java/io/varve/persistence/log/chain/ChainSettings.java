package io.varve.persistence.log.chain;

import java.time.Duration;

/**
 * How a chain is written.
 *
 * @param linger the least time between the beginnings of two puts of events of one shard, unless
 *     {@code linkBytes} wait; zero for none
 * @param linkBytes how many bytes of payload are put without lingering, and about how many a link
 *     holds at most
 * @param queuedBytes appends are refused while more bytes of payload than this wait
 * @param deleteDelay from a commit to the deletion of the links that it made superfluous; 30 min at
 *     least
 * @param retryMin the wait after an unknown outcome, doubled up to {@code retryMax}
 * @param retryMax the longest wait between two attempts at one link
 */
public record ChainSettings(
    Duration linger,
    int linkBytes,
    int queuedBytes,
    Duration deleteDelay,
    Duration retryMin,
    Duration retryMax) {
  /** For a shared directory. */
  public static final ChainSettings DEFAULT =
      new ChainSettings(
          Duration.ofMillis(100),
          1 << 20,
          64 << 20,
          Duration.ofHours(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(5));

  /** Checks. */
  public ChainSettings {
    if (linger.isNegative() || linkBytes < 1 || queuedBytes < linkBytes) {
      throw new IllegalArgumentException(
          "linger %s, link bytes %d, queued bytes %d".formatted(linger, linkBytes, queuedBytes));
    }
    if (deleteDelay.compareTo(ChainRules.MIN_DELETE_DELAY) < 0) {
      throw new IllegalArgumentException(
          "delete delay %s is under %s".formatted(deleteDelay, ChainRules.MIN_DELETE_DELAY));
    }
    if (!retryMin.isPositive() || retryMax.compareTo(retryMin) < 0) {
      throw new IllegalArgumentException("retries from %s to %s".formatted(retryMin, retryMax));
    }
  }
}
