package io.varve.sharding.shard;

/**
 * What decides when an open window is cut.
 *
 * @param samples admitted so far
 * @param firstReceived shard's clock at the first of them, ms
 * @param lastReceived and at the last
 */
public record WindowStats(long samples, long firstReceived, long lastReceived) {
  /**
   * Bytes that a sample takes in a chunk, for estimates only; measured on a mix of counters and
   * gauges.
   */
  private static final double BYTES_PER_SAMPLE = 1.5;

  WindowStats plus(long more, long received) {
    return new WindowStats(
        samples + more, samples == 0 ? received : firstReceived, Math.max(lastReceived, received));
  }

  long estimatedBytes() {
    return (long) (samples * BYTES_PER_SAMPLE);
  }
}
