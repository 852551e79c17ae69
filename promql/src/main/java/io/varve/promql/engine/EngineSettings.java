package io.varve.promql.engine;

import io.varve.promql.parse.ParserOptions;

/**
 * What is the same for all queries of an engine.
 *
 * @param lookbackMs how far back an instant selector looks for a sample, ms, exclusive
 * @param defaultSubqueryStepMs the step of a subquery that names none, ms
 * @param maxSamples how many samples a query may have loaded at one time
 * @param maxBytes how many bytes a query may hold
 * @param delayedNameRemoval whether metric names are removed only at the end of a query
 * @param startTimestamps whether samples' start timestamps say where counters begin anew
 * @param language which of the language's experimental parts may be used
 */
public record EngineSettings(
    long lookbackMs,
    long defaultSubqueryStepMs,
    long maxSamples,
    long maxBytes,
    boolean delayedNameRemoval,
    boolean startTimestamps,
    ParserOptions language) {
  /** Prometheus's defaults; 1 GiB a query. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(300_000, 60_000, 50_000_000, 1L << 30, false, false, ParserOptions.STABLE);

  /** Validates. */
  public EngineSettings {
    if (lookbackMs <= 0 || defaultSubqueryStepMs <= 0 || maxSamples <= 0 || maxBytes <= 0) {
      throw new IllegalArgumentException(
          "engine settings must be positive: lookback %d, subquery step %d, samples %d, bytes %d"
              .formatted(lookbackMs, defaultSubqueryStepMs, maxSamples, maxBytes));
    }
  }
}
