package io.varve.sharding.ingest;

/** Why a sample was refused for good: sending it again would be refused again. */
public enum RefusalReason {
  /** Older than raw retention, or than the limit for late samples where one is set. */
  TOO_OLD("too old"),
  /** Further in the future than the clocks of senders may be wrong. */
  TOO_NEW("too far in the future"),
  /** Another value is stored for the same series and timestamp. */
  CONFLICT("a different value is stored for the timestamp"),
  /** The series' labels are not a valid label set. */
  BAD_LABELS("invalid labels"),
  /** A new series beyond the tenant's or the node's limit. */
  SERIES_LIMIT("series limit reached"),
  /** The tenant's own rate limit: the only reason that a later try may not meet. */
  RATE_LIMIT("rate limit exceeded"),
  /** A native histogram whose fields do not agree with each other. */
  HISTOGRAM("invalid histograms"),
  /** A sample with a start timestamp, which this version does not store. */
  START_TIME("start timestamps are not supported"),
  /** A remote write 2.0 series without a sample or histogram. */
  EMPTY_SERIES("series without samples");

  private final String text;

  RefusalReason(String text) {
    this.text = text;
  }

  /** Returns the reason in words, to follow a number of samples. */
  public String text() {
    return text;
  }

  /** Returns the value of the metrics' label {@code reason}. */
  public String metricLabel() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
