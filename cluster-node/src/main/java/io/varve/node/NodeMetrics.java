package io.varve.node;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.persistence.log.wal.WalShardLogs;
import io.varve.sharding.ShardedTsdb;
import io.varve.sharding.shard.ShardEnvironment;
import io.varve.sharding.shard.ShardMetrics;
import java.util.function.LongSupplier;

/** The node's own metrics, read when the page is asked for. */
final class NodeMetrics {
  private NodeMetrics() {}

  static void register(
      PrometheusRegistry registry,
      ShardedTsdb tsdb,
      WalShardLogs logs,
      ShardEnvironment environment) {
    JvmMetrics.builder().register(registry);
    ShardMetrics shards = tsdb.metrics();
    gauge(registry, "varve_series_actors", "Series that have an actor.", shards::liveSeriesActors);
    gauge(
        registry,
        "varve_head_series",
        "Series in the head, those under way to the log included.",
        () -> environment.seriesBudget().used());
    gauge(
        registry,
        "varve_shards_ready",
        "Shards of this node that can be written and read.",
        () -> tsdb.localShards().all().size());
    gauge(registry, "varve_log_queued_bytes", "Bytes on their way to the log.", logs::queuedBytes);
    counter(
        registry,
        "varve_series_actor_messages",
        "Messages sent to series' actors.",
        shards::seriesMessages);
    counter(registry, "varve_samples_journalled", "Samples admitted and durable.", shards::samples);
    counter(registry, "varve_events_journalled", "Events durable in the log.", shards::events);
    counter(registry, "varve_checkpoints", "Checkpoints committed.", shards::checkpoints);
    counter(registry, "varve_blocks_cut", "Blocks written from the head.", shards::blocks);
    written(registry, logs, shards);
  }

  /** What durability costs, in bytes written by kind. */
  private static void written(PrometheusRegistry registry, WalShardLogs logs, ShardMetrics shards) {
    counter(
        registry,
        "varve_log_bytes",
        "Bytes of records that became durable in the log.",
        () -> logs.counters().bytes());
    counter(
        registry,
        "varve_log_forces",
        "Groups of records that became durable in the log, with one fsync each.",
        () -> logs.counters().forces());
    counter(
        registry,
        "varve_head_chunk_bytes",
        "Bytes of sealed chunks that a checkpoint made durable.",
        shards::headChunkBytes);
    counter(
        registry,
        "varve_checkpoint_bytes",
        "Bytes of checkpoints, their label objects included.",
        shards::checkpointBytes);
    counter(
        registry,
        "varve_block_bytes",
        "Bytes of blocks written from the head.",
        shards::blockBytes);
  }

  private static void gauge(
      PrometheusRegistry registry, String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(c -> c.call((double) value.getAsLong()))
        .register(registry);
  }

  private static void counter(
      PrometheusRegistry registry, String name, String help, LongSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(c -> c.call((double) value.getAsLong()))
        .register(registry);
  }
}
