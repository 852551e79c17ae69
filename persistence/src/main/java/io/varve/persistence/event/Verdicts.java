package io.varve.persistence.event;

/**
 * How many samples of an event's batches were refused before it was journalled, and what that was
 * decided from.
 *
 * @param minTime samples before this were too old, ms since the Unix epoch
 * @param maxTime samples from this on were too new
 * @param seriesLimit limit of series in force in the shard, 0 when there was none
 * @param seriesCount series that the tenant had in the shard
 */
public record Verdicts(
    long tooOld,
    long tooNew,
    long badLabels,
    long overSeriesLimit,
    long minTime,
    long maxTime,
    long seriesLimit,
    long seriesCount) {}
