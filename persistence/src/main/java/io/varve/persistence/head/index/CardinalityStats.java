package io.varve.persistence.head.index;

import java.util.List;

/**
 * What a tenant has most of in one index, greatest first. Counts of series and of bytes may be
 * added up over shards, for a series is in one shard only; counts of values may not, for a value
 * can be in many.
 *
 * @param series number of series
 * @param labelPairs number of different label pairs
 * @param seriesByMetric metric names by number of series
 * @param valuesByLabel label names by number of values
 * @param bytesByLabel label names by bytes of name and value, each series counted
 * @param seriesByPair label pairs, as {@code name=value}, by number of series
 */
public record CardinalityStats(
    long series,
    long labelPairs,
    List<Count> seriesByMetric,
    List<Count> valuesByLabel,
    List<Count> bytesByLabel,
    List<Count> seriesByPair) {

  /** Copies the lists. */
  public CardinalityStats {
    seriesByMetric = List.copyOf(seriesByMetric);
    valuesByLabel = List.copyOf(valuesByLabel);
    bytesByLabel = List.copyOf(bytesByLabel);
    seriesByPair = List.copyOf(seriesByPair);
  }

  /** A name and its count. */
  public record Count(String name, long count) {}
}
