package io.varve.http.read;

import java.time.Duration;

/**
 * How remote read requests are answered.
 *
 * @param maxBodyBytes length of a request's body, as sent and decoded, in bytes
 * @param bodyTimeout within which a body must have arrived
 * @param frameBytes about how long a frame of a streamed answer is, in bytes
 * @param maxSamplesBytes length of an answer that is not streamed, before compression, in bytes;
 *     longer ones get 422
 * @param maxConcurrent requests under way; further ones get 503
 */
public record ReadSettings(
    int maxBodyBytes,
    Duration bodyTimeout,
    int frameBytes,
    int maxSamplesBytes,
    int maxConcurrent) {
  /** Validates. */
  public ReadSettings {
    if (maxBodyBytes < 1 || frameBytes < 1 || maxSamplesBytes < 1 || maxConcurrent < 1) {
      throw new IllegalArgumentException("limits of remote read must be positive");
    }
  }
}
