package io.varve.node.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.model.KeyedHash128;
import io.varve.model.Labels;
import io.varve.model.StaleNaN;
import io.varve.model.TenantId;
import io.varve.sharding.ingest.DecodedLabels;
import io.varve.sharding.ingest.LabelDecoder;
import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.ingest.WriteResult;
import io.varve.sharding.ingest.WriteTarget;
import io.varve.sharding.metadata.MetadataSettings;
import io.varve.sharding.metadata.MetricFamilies;
import io.varve.sharding.metadata.MetricFamily;
import io.varve.sharding.metadata.MetricType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The node's own series are those that a Prometheus would make of its page. */
final class SelfScraperTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Written written = new Written();
  private final MetricFamilies metadata =
      new MetricFamilies(new MetadataSettings(1 << 20, 1 << 20));
  private final SelfScraper scraper =
      new SelfScraper(
          registry,
          written,
          metadata,
          KeyedHash128.Key.random(),
          "localhost:1",
          () -> Instant.ofEpochSecond(7),
          () -> 0);

  @Test
  void everySeriesOfThePageIsThere() throws Exception {
    JvmMetrics.builder().register(registry);
    Counter.builder().name("c_total").labelNames("a").register(registry).labelValues("x").inc(3);
    Gauge.builder().name("g").register(registry).set(-1.5);
    Histogram.builder()
        .name("h")
        .classicOnly()
        .classicUpperBounds(0.005, 1, 1e6)
        .register(registry)
        .observe(0.5);
    Summary.builder().name("s").quantile(0.5).register(registry).observe(2);
    scraper.run();
    Map<String, Integer> expected = new TreeMap<>();
    for (String line : page()) {
      expected.merge(line.split("[{ ]", 2)[0], 1, Integer::sum);
    }
    Map<String, Integer> found = new TreeMap<>();
    written.samples.keySet().forEach(l -> found.merge(l.metricName(), 1, Integer::sum));
    about().forEach(found::remove);
    assertThat(found).isEqualTo(expected);
    assertThat(value("c_total", "a", "x")).isEqualTo(3);
    assertThat(value("g")).isEqualTo(-1.5);
    assertThat(value("h_bucket", "le", "0.005")).isEqualTo(0);
    assertThat(value("h_bucket", "le", "1.0")).isEqualTo(1);
    assertThat(value("h_bucket", "le", "1e+06")).isEqualTo(1);
    assertThat(value("h_bucket", "le", "+Inf")).isEqualTo(1);
    assertThat(value("h_sum")).isEqualTo(0.5);
    assertThat(value("s", "quantile", "0.5")).isEqualTo(2);
    assertThat(metadata.of(TenantId.DEFAULT))
        .filteredOn(family -> family.name().length() <= 7)
        .containsExactly(
            new MetricFamily("c_total", MetricType.COUNTER, "", ""),
            new MetricFamily("g", MetricType.GAUGE, "", ""),
            new MetricFamily("h", MetricType.HISTOGRAM, "", ""),
            new MetricFamily("s", MetricType.SUMMARY, "", ""));
    assertThat(written.times).containsOnly(7_000L);
  }

  @Test
  void theScrapeItselfIsDescribed() {
    Gauge gauge = Gauge.builder().name("g").labelNames("job").register(registry);
    gauge.labelValues("mine").set(1);
    scraper.run();
    assertThat(value("g", "exported_job", "mine")).isEqualTo(1);
    assertThat(value("up")).isEqualTo(1);
    assertThat(value("scrape_samples_scraped")).isEqualTo(1);
    assertThat(value("scrape_samples_post_metric_relabeling")).isEqualTo(1);
    assertThat(value("scrape_series_added")).isEqualTo(1);
    assertThat(value("scrape_duration_seconds")).isEqualTo(0);
    scraper.run();
    assertThat(value("scrape_series_added")).isEqualTo(0);
  }

  @Test
  void aSeriesThatIsGoneIsMarkedStaleOnce() {
    Gauge gauge = Gauge.builder().name("g").labelNames("a").register(registry);
    gauge.labelValues("x").set(1);
    gauge.labelValues("y").set(1);
    scraper.run();
    gauge.remove("x");
    scraper.run();
    assertThat(Double.doubleToRawLongBits(value("g", "a", "x"))).isEqualTo(StaleNaN.BITS);
    assertThat(value("g", "a", "y")).isEqualTo(1);
    scraper.run();
    assertThat(written.samples).doesNotContainKey(labels("g", "a", "x"));
  }

  @Test
  void thereIsOneRequestAtATime() {
    written.answer = new CompletableFuture<>();
    scraper.run();
    scraper.run();
    assertThat(written.requests).isEqualTo(1);
    written.answer.complete(WriteResult.EMPTY);
    scraper.run();
    assertThat(written.requests).isEqualTo(2);
  }

  private static List<String> about() {
    return List.of(
        "up",
        "scrape_duration_seconds",
        "scrape_samples_scraped",
        "scrape_samples_post_metric_relabeling",
        "scrape_series_added");
  }

  private List<String> page() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#") && !line.contains("_created"))
        .toList();
  }

  private static Labels labels(String name, String... more) {
    List<String> pairs = new ArrayList<>(List.of(more));
    pairs.addAll(List.of("__name__", name, "job", "varve", "instance", "localhost:1"));
    return Labels.of(pairs.toArray(String[]::new));
  }

  private double value(String name, String... more) {
    assertThat(written.samples).containsKey(labels(name, more));
    return written.samples.get(labels(name, more));
  }

  /** Keeps the last request. */
  private static final class Written implements WriteTarget {
    private final Map<Labels, Double> samples = new TreeMap<>();
    private final List<Long> times = new ArrayList<>();
    private CompletableFuture<WriteResult> answer =
        CompletableFuture.completedFuture(WriteResult.EMPTY);
    private int requests;

    @Override
    public CompletionStage<WriteResult> write(WriteRequest request) {
      requests++;
      samples.clear();
      LabelDecoder decoder = new LabelDecoder();
      for (int s = 0; s < request.seriesCount(); s++) {
        DecodedLabels decoded =
            decoder.decode(request.buffer(), request.labelsOffset(s), request.labelsLength(s));
        int sample = request.firstSample(s);
        times.add(request.t(sample));
        samples.put(
            ((DecodedLabels.Valid) decoded).labels(),
            Double.longBitsToDouble(request.valueBits(sample)));
      }
      return answer;
    }
  }
}
