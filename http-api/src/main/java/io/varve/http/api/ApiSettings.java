package io.varve.http.api;

import io.varve.promql.engine.EngineSettings;
import java.time.Duration;

/**
 * How queries are answered.
 *
 * @param maxBodyBytes length of a request's body, in bytes
 * @param bodyTimeout within which a body must have arrived
 * @param timeout of a query that names no shorter one, its wait for a place included
 * @param maxConcurrency queries evaluated at a time; further ones wait
 * @param maxWaiting queries that wait; more are refused
 * @param memoryBytes what all queries together may hold
 * @param headBytes how much of an answer is made before its head is sent
 * @param logSlowerThan how long a query takes that is logged when it ends
 * @param engine what the engine is told
 */
public record ApiSettings(
    int maxBodyBytes,
    Duration bodyTimeout,
    Duration timeout,
    int maxConcurrency,
    int maxWaiting,
    long memoryBytes,
    int headBytes,
    Duration logSlowerThan,
    EngineSettings engine) {
  /** Validates. */
  public ApiSettings {
    if (maxBodyBytes < 1
        || maxConcurrency < 1
        || maxWaiting < 1
        || memoryBytes < 1
        || headBytes < 1) {
      throw new IllegalArgumentException("limits of queries must be positive");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("varve.query.timeout must be positive");
    }
    if (logSlowerThan.isNegative()) {
      throw new IllegalArgumentException("varve.query.log-slower-than must not be negative");
    }
  }
}
