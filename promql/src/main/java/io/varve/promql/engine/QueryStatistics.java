package io.varve.promql.engine;

/**
 * What a query has used so far.
 *
 * @param totalSamples how many samples were loaded in all
 * @param peakSamples how many samples were loaded at one time at most
 * @param peakBytes how many bytes were held at one time at most
 */
public record QueryStatistics(long totalSamples, long peakSamples, long peakBytes) {
  /** Of a query that has not begun. */
  public static final QueryStatistics NONE = new QueryStatistics(0, 0, 0);
}
