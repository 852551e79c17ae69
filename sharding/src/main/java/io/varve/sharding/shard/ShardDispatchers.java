package io.varve.sharding.shard;

/** Bulkheads: configuration paths of the pools that shards run on (reference.conf says why). */
public final class ShardDispatchers {
  /** Judging, journalling, appending. */
  public static final String INGEST = "varve.dispatchers.ingest";

  /** Matching, reading, evaluating. */
  public static final String QUERY = "varve.dispatchers.query";

  /** Building blocks. */
  public static final String COMPACTION = "varve.dispatchers.compaction";

  /** The one door for calls that block; bounded. */
  public static final String BLOCKING_IO = "varve.dispatchers.blocking-io";

  static final String SERIES_MAILBOX = "varve.series-mailbox";

  private ShardDispatchers() {}
}
