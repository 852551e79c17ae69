package io.varve.http.write;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.Refusals;
import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.ingest.WriteResult;
import io.varve.sharding.metadata.MetricFamilies;

/** Counts what remote write takes and refuses. Thread-safe. */
final class WriteMetrics {
  private final Counter requests;
  private final Counter refused;
  private final CounterDataPoint accepted;
  private final CounterDataPoint duplicates;
  private final CounterDataPoint exemplars;
  private final CounterDataPoint metadata;

  WriteMetrics(
      PrometheusRegistry registry,
      CreditPool credit,
      DecoderPool decoders,
      MetricFamilies families) {
    requests =
        Counter.builder()
            .name("varve_remote_write_requests_total")
            .help("Remote write requests answered.")
            .labelNames("code")
            .register(registry);
    refused =
        Counter.builder()
            .name("varve_remote_write_refused_total")
            .help("Samples, histograms or series refused for good.")
            .labelNames("reason")
            .register(registry);
    accepted = counter(registry, "samples", "Samples accepted, duplicates among them.");
    duplicates = counter(registry, "duplicates", "Samples accepted that were stored before.");
    exemplars = counter(registry, "exemplars_dropped", "Exemplars accepted and dropped.");
    metadata = counter(registry, "metadata", "Entries of metadata accepted.");
    gauge(registry, "credit_taken_bytes", "Memory held by requests under way.", credit::taken);
    gauge(registry, "idle_bytes", "Memory held by idle decoders.", decoders::retainedBytes);
    gauge(registry, "metadata_bytes", "Memory held by the metadata kept.", families::bytes);
  }

  private static CounterDataPoint counter(PrometheusRegistry registry, String name, String help) {
    return Counter.builder()
        .name("varve_remote_write_" + name + "_total")
        .help(help)
        .register(registry);
  }

  private static void gauge(
      PrometheusRegistry registry, String name, String help, java.util.function.LongSupplier now) {
    GaugeWithCallback.builder()
        .name("varve_remote_write_" + name)
        .help(help)
        .callback(callback -> callback.call((double) now.getAsLong()))
        .register(registry);
  }

  void answered(int status) {
    requests.labelValues(Integer.toString(status)).inc();
  }

  void overRate(int samples) {
    refused.labelValues(RefusalReason.RATE_LIMIT.metricLabel()).inc(samples);
  }

  void written(WriteRequest request, WriteResult result) {
    accepted.inc(result.accepted());
    duplicates.inc(result.duplicates());
    exemplars.inc(request.exemplarsDropped());
    metadata.inc(request.metadataEntries());
    Refusals refusals = result.refused();
    if (!refusals.isEmpty()) {
      for (RefusalReason reason : RefusalReason.values()) {
        refused.labelValues(reason.metricLabel()).inc(refusals.count(reason));
      }
    }
  }
}
