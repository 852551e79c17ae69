package io.varve.node.scrape;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.model.LabelsBuilder;
import io.varve.promql.value.GoNumbers;
import java.util.Map;
import java.util.TreeMap;

/** Makes of metrics the samples that its text form would show to a scraper. */
final class RegistrySamples {
  private final Labels target;
  private final Map<Labels, Double> samples = new TreeMap<>();

  private RegistrySamples(Labels target) {
    this.target = target;
  }

  /**
   * Returns the samples of all.
   *
   * @param target the labels that each series gets; a metric's own label of the same name is
   *     renamed, {@code exported_} before it
   */
  static Map<Labels, Double> of(MetricSnapshots metrics, Labels target) {
    RegistrySamples samples = new RegistrySamples(target);
    metrics.forEach(samples::add);
    return samples.samples;
  }

  private void add(MetricSnapshot metric) {
    String name = metric.getMetadata().getPrometheusName();
    switch (metric) {
      case CounterSnapshot counter ->
          counter.getDataPoints().forEach(p -> add(name + "_total", p.getLabels(), p.getValue()));
      case GaugeSnapshot gauge ->
          gauge.getDataPoints().forEach(p -> add(name, p.getLabels(), p.getValue()));
      case UnknownSnapshot unknown ->
          unknown.getDataPoints().forEach(p -> add(name, p.getLabels(), p.getValue()));
      case InfoSnapshot info ->
          info.getDataPoints().forEach(p -> add(name + "_info", p.getLabels(), 1));
      case StateSetSnapshot states ->
          states
              .getDataPoints()
              .forEach(
                  p ->
                      p.forEach(
                          s -> add(name, p.getLabels(), name, s.getName(), s.isTrue() ? 1 : 0)));
      case SummarySnapshot summary ->
          summary
              .getDataPoints()
              .forEach(
                  p -> {
                    for (Quantile q : p.getQuantiles()) {
                      String quantile = canonical(q.getQuantile());
                      add(name, p.getLabels(), "quantile", quantile, q.getValue());
                    }
                    addTotals(name, p);
                  });
      case HistogramSnapshot histogram ->
          histogram.getDataPoints().forEach(p -> addHistogram(name, p));
      default -> throw new IllegalStateException("a metric of another kind: " + metric);
    }
  }

  private void addHistogram(String name, HistogramDataPointSnapshot histogram) {
    ClassicHistogramBuckets buckets = histogram.getClassicBuckets();
    long cumulative = 0;
    for (int i = 0; i < buckets.size(); i++) {
      cumulative += buckets.getCount(i);
      String bound = canonical(buckets.getUpperBound(i));
      add(name + "_bucket", histogram.getLabels(), LabelName.BUCKET, bound, (double) cumulative);
    }
    addTotals(name, histogram);
  }

  private void addTotals(String name, DistributionDataPointSnapshot distribution) {
    if (distribution.hasCount()) {
      add(name + "_count", distribution.getLabels(), (double) distribution.getCount());
    }
    if (distribution.hasSum()) {
      add(name + "_sum", distribution.getLabels(), distribution.getSum());
    }
  }

  /** Bounds look like floats always, so that 1 and 1.0 are the same series. */
  private static String canonical(double bound) {
    String text = GoNumbers.general(bound);
    boolean integral = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return integral ? text + ".0" : text;
  }

  private void add(String name, io.prometheus.metrics.model.snapshots.Labels own, double value) {
    add(name, own, "", "", value);
  }

  private void add(
      String name,
      io.prometheus.metrics.model.snapshots.Labels own,
      String extraName,
      String extraValue,
      double value) {
    LabelsBuilder labels = Labels.builder(target).set(LabelName.METRIC_NAME, name);
    own.forEach(
        label ->
            labels.set(
                target.has(label.getName()) ? "exported_" + label.getName() : label.getName(),
                label.getValue()));
    if (!extraName.isEmpty()) {
      labels.set(extraName, extraValue);
    }
    samples.put(labels.build(), value);
  }
}
