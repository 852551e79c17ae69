package io.varve.persistence.index;

/**
 * What a writer counted.
 *
 * @param numSeries number of series
 * @param numChunks number of chunks of all series
 * @param maxSeriesBytes length of the longest series entry, checksum included
 * @param sizeBytes size of the index
 */
public record IndexStats(long numSeries, long numChunks, int maxSeriesBytes, long sizeBytes) {}
