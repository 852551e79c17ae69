package io.varve.promql.plan;

/**
 * What an evaluation depends on besides tree, grid and data; the same on all shards of a query.
 *
 * @param lookbackMs how old the sample of an instant selector may be, exclusive, in ms
 * @param delayedNameRemoval whether functions only mark metric names for removal, which then
 *     happens at the end
 * @param startTimestamps whether samples' start timestamps say where counters begin anew
 */
public record EvalSettings(long lookbackMs, boolean delayedNameRemoval, boolean startTimestamps) {
  /** Prometheus's defaults: five minutes, names are removed at once. */
  public static final EvalSettings DEFAULT = new EvalSettings(300_000, false, false);
}
