package io.varve.sharding.routing;

import io.varve.sharding.ingest.WriteRequest;

/**
 * What of one request goes to one shard in one batch: {@code series[from]} to {@code series[to -
 * 1]} are numbers of the request's series, in the order of the batch.
 *
 * @param series shared by the parts of a request; nobody writes to it any more
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Part(PendingWrite write, int[] series, int from, int to) {
  static Part of(PendingWrite write, int[] series) {
    return new Part(write, series, 0, series.length);
  }

  int size() {
    return to - from;
  }

  /** Returns the number of the i-th of its series in the request. */
  int series(int i) {
    return series[from + i];
  }

  /** Returns how many samples its series have; the request must be whole still. */
  int samples(WriteRequest request) {
    int samples = 0;
    for (int i = from; i < to; i++) {
      samples += request.endSample(series[i]) - request.firstSample(series[i]);
    }
    return samples;
  }
}
