package io.varve.node.scrape;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.varve.http.proto.ProtoWriter;
import io.varve.model.KeyedHash128;
import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.model.StaleNaN;
import io.varve.model.TenantId;
import io.varve.sharding.ingest.WriteRequestWriter;
import io.varve.sharding.ingest.WriteResult;
import io.varve.sharding.ingest.WriteTarget;
import io.varve.sharding.metadata.MetricFamilies;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the program's own metrics into its store, once for each call. A call while the last one's
 * samples are on their way does nothing: the node is too busy to be told so by more samples.
 */
public final class SelfScraper implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SelfScraper.class);
  private static final int LABEL = 1;

  private final PrometheusRegistry registry;
  private final WriteTarget writes;
  private final MetricFamilies metadata;
  private final Labels target;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final WriteRequestWriter request;
  private final ProtoWriter labels = new ProtoWriter();
  private final AtomicBoolean underWay = new AtomicBoolean();

  /** Those of the scrape before. */
  private Set<Labels> known = Set.of();

  /**
   * Makes a scraper.
   *
   * @param metadata what the registry says of its metrics goes there
   * @param key of the hashes in write requests; one for the process
   * @param instance the address that the metrics could be scraped from, host and port
   * @param clock gives the samples' times
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public SelfScraper(
      PrometheusRegistry registry,
      WriteTarget writes,
      MetricFamilies metadata,
      KeyedHash128.Key key,
      String instance,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.registry = registry;
    this.writes = writes;
    this.metadata = metadata;
    this.clock = clock;
    this.nanoTime = nanoTime;
    target = Labels.of("job", "varve", "instance", instance);
    request = new WriteRequestWriter(key);
  }

  @Override
  public void run() {
    if (underWay.compareAndSet(false, true)) {
      try {
        fill();
        writes.write(request.request()).whenComplete(this::written);
      } catch (RuntimeException e) {
        underWay.set(false);
        throw e;
      }
    }
  }

  private void written(WriteResult result, Throwable error) {
    underWay.set(false);
    if (error != null) {
      LOG.warn("The node's own metrics were not written", error);
    } else if (!result.refused().isEmpty()) {
      LOG.warn("Of the node's own metrics some were refused: {}", result.refused().first());
    }
  }

  private void fill() {
    long t = clock.millis();
    long begun = nanoTime.getAsLong();
    MetricSnapshots metrics = registry.scrape();
    Map<Labels, Double> samples = RegistrySamples.of(metrics, target);
    double seconds = (nanoTime.getAsLong() - begun) / 1e9;
    request.begin(TenantId.DEFAULT);
    metadata.put(TenantId.DEFAULT, RegistryFamilies.of(metrics));
    labels.clear();
    samples.forEach((series, value) -> add(series, t, Double.doubleToRawLongBits(value)));
    Set<Labels> gone = new HashSet<>(known);
    gone.removeAll(samples.keySet());
    gone.forEach(series -> add(series, t, StaleNaN.BITS));
    long fresh = samples.keySet().stream().filter(series -> !known.contains(series)).count();
    known = Set.copyOf(samples.keySet());
    about("up", t, 1);
    about("scrape_duration_seconds", t, seconds);
    about("scrape_samples_scraped", t, samples.size());
    about("scrape_samples_post_metric_relabeling", t, samples.size());
    about("scrape_series_added", t, (double) fresh);
  }

  private void about(String name, long t, double value) {
    add(target.with(LabelName.METRIC_NAME, name), t, Double.doubleToRawLongBits(value));
  }

  private void add(Labels series, long t, long bits) {
    int start = labels.size();
    labels.labels(LABEL, series);
    int length = labels.size() - start;
    System.arraycopy(labels.buffer(), start, request.ensureBuffer(labels.size()), start, length);
    request.sample(t, bits, 0);
    request.endSeries(start, length);
  }
}
