package io.varve.sharding;

import io.varve.model.TenantId;
import io.varve.sharding.ingest.WriteTarget;
import io.varve.sharding.metadata.MetricFamilies;
import io.varve.sharding.query.QuerySource;
import io.varve.sharding.query.SampleSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The store as the HTTP API sees it, wherever its shards live. Thread-safe. */
public interface TsdbClient {
  /** Where decoded write requests go. */
  WriteTarget writes();

  /** Where raw samples come from. */
  SampleSource samples();

  /** What queries read. */
  QuerySource queries();

  /** What senders have said of metrics. */
  MetricFamilies metadata();

  /** Whether every shard can be written and read. */
  boolean isReady();

  /** What is missing, in a sentence. */
  String notReadyReason();

  /**
   * Cuts all windows now.
   *
   * @param tenant whose; all tenants' when absent
   * @return completes when all of it is in committed blocks
   */
  CompletionStage<Void> flush(Optional<TenantId> tenant);
}
