package io.varve.http.write;

import java.time.Duration;

/**
 * How remote write requests are taken.
 *
 * @param maxBodyBytes length of a request's body as sent, in bytes; longer ones get 413
 * @param limits what a decoded request may hold
 * @param creditBytes what all requests under way may hold together, in bytes
 * @param retryAfterSeconds what a sender is told when the credit is used up
 * @param bodyTimeout within which a body must have arrived
 * @param samplesPerSecond rate limit of each tenant; 0 for none
 * @param burstSeconds how many seconds' worth of samples may come at once
 */
public record WriteSettings(
    int maxBodyBytes,
    DecodeLimits limits,
    long creditBytes,
    int retryAfterSeconds,
    Duration bodyTimeout,
    long samplesPerSecond,
    int burstSeconds) {
  /** Validates. */
  public WriteSettings {
    if (maxBodyBytes < 1
        || creditBytes < 1
        || retryAfterSeconds < 1
        || burstSeconds < 1
        || samplesPerSecond < 0) {
      throw new IllegalArgumentException("limits of remote write must be positive");
    }
  }
}
