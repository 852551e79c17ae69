package io.varve.http.write;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.model.KeyedHash128;
import io.varve.sharding.ingest.WriteTarget;
import io.varve.sharding.metadata.MetricFamilies;
import java.util.function.LongSupplier;

/** What all remote write requests of a node share. Thread-safe. */
final class RemoteWriteService {
  /** Idle decoders may hold an eighth of what requests under way may. */
  private static final int IDLE_SHARE = 8;

  private final WriteSettings settings;
  private final WriteTarget target;
  private final MetricFamilies metadata;
  private final CreditPool credit;
  private final DecoderPool decoders;
  private final SampleRates rates;
  private final WriteMetrics metrics;

  RemoteWriteService(
      WriteSettings settings,
      WriteTarget target,
      MetricFamilies metadata,
      KeyedHash128.Key key,
      PrometheusRegistry registry,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.target = target;
    this.metadata = metadata;
    credit = new CreditPool(settings.creditBytes());
    decoders = new DecoderPool(settings.limits(), key, settings.creditBytes() / IDLE_SHARE);
    rates = new SampleRates(settings.samplesPerSecond(), settings.burstSeconds(), nanoTime);
    metrics = new WriteMetrics(registry, credit, decoders, metadata);
  }

  WriteSettings settings() {
    return settings;
  }

  WriteTarget target() {
    return target;
  }

  MetricFamilies metadata() {
    return metadata;
  }

  CreditPool credit() {
    return credit;
  }

  DecoderPool decoders() {
    return decoders;
  }

  SampleRates rates() {
    return rates;
  }

  WriteMetrics metrics() {
    return metrics;
  }

  /** Returns the reply to a request for which there is no memory at the moment. */
  WriteReply overloaded() {
    return WriteReply.refusal(
        503, settings.retryAfterSeconds(), "requests under way hold all the memory they may");
  }
}
