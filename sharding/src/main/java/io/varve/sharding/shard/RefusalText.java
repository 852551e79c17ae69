package io.varve.sharding.shard;

import io.varve.model.Labels;
import java.time.Instant;

/** The sentences in which a client reads why samples were refused. */
final class RefusalText {
  private RefusalText() {}

  static String tooOld(String series, long t, long minTime) {
    return "out of bounds: sample of %s at %s is older than %s, the begin of raw retention"
        .formatted(series, Instant.ofEpochMilli(t), Instant.ofEpochMilli(minTime));
  }

  static String tooNew(String series, long t, long now) {
    return "out of bounds: sample of %s at %s is too far in the future; the time here is %s"
        .formatted(series, Instant.ofEpochMilli(t), Instant.ofEpochMilli(now));
  }

  static String startTime(String series, long t) {
    return "start timestamps are not supported: sample of %s at %s has one"
        .formatted(series, Instant.ofEpochMilli(t));
  }

  static String tenantLimit(Labels labels, long count, long limit) {
    return "series limit: %s would be one more than the %d series that the tenant may have in a shard (it has %d there); raise limits.max-series-per-tenant"
        .formatted(labels, limit, count);
  }

  static String nodeLimit(Labels labels, long count, long limit) {
    return "series limit: %s would be one more than the %d series that this node may hold (it holds %d); raise limits.max-series-per-node, or the heap"
        .formatted(labels, limit, count);
  }

  static String referencesUsedUp(Labels labels) {
    return "series limit: %s cannot be created, the shard has used up its series references"
        .formatted(labels);
  }

  static String conflict(String series, long t) {
    return "duplicate sample for timestamp: %s has another value at %s; the first one stays"
        .formatted(series, Instant.ofEpochMilli(t));
  }
}
