package io.varve.sharding.query;

import java.util.List;

/**
 * What a tenant has most of in the head. Lists are in falling order of their counts, and begin with
 * those of the node's greatest shards: where a list is cut, its last counts may be too low.
 *
 * @param series number of series
 * @param labelPairs number of different label pairs
 * @param openChunks number of chunks that samples are being added to
 * @param minTime time of the earliest sample, ms since 1970; {@link Long#MAX_VALUE} for none
 * @param maxTime time of the latest sample, ms since 1970; {@link Long#MIN_VALUE} for none
 * @param seriesByMetric metric names by number of series
 * @param valuesByLabel label names by number of different values
 * @param bytesByLabel label names by bytes of name and value, each series counted
 * @param seriesByPair label pairs, as {@code name=value}, by number of series
 */
public record HeadStatistics(
    long series,
    long labelPairs,
    long openChunks,
    long minTime,
    long maxTime,
    List<Count> seriesByMetric,
    List<Count> valuesByLabel,
    List<Count> bytesByLabel,
    List<Count> seriesByPair) {
  /** Copies the lists. */
  public HeadStatistics {
    seriesByMetric = List.copyOf(seriesByMetric);
    valuesByLabel = List.copyOf(valuesByLabel);
    bytesByLabel = List.copyOf(bytesByLabel);
    seriesByPair = List.copyOf(seriesByPair);
  }

  /** A name and its count. */
  public record Count(String name, long count) {}
}
