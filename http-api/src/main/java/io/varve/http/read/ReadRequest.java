package io.varve.http.read;

import io.varve.model.LabelMatcher;
import java.util.List;

/**
 * A decoded remote read request.
 *
 * @param queries to be answered in this order
 * @param responseType the first of the accepted ones that there is
 */
record ReadRequest(List<Query> queries, ResponseType responseType) {
  /** Validates. */
  ReadRequest {
    queries = List.copyOf(queries);
  }

  /** The forms of an answer. */
  enum ResponseType {
    /** One message, compressed as a whole. */
    SAMPLES,
    /** A stream of frames. */
    STREAMED_XOR_CHUNKS
  }

  /**
   * One selection.
   *
   * @param minT first time wanted, in milliseconds since the epoch, inclusive
   * @param maxT last time wanted, in milliseconds since the epoch, inclusive
   * @param matchers all must match
   */
  record Query(long minT, long maxT, List<LabelMatcher> matchers) {
    /** Validates. */
    Query {
      matchers = List.copyOf(matchers);
    }
  }
}
