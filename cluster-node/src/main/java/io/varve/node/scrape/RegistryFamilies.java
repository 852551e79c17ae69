package io.varve.node.scrape;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.varve.sharding.metadata.MetricFamily;
import io.varve.sharding.metadata.MetricType;
import java.util.ArrayList;
import java.util.List;

/** Makes of metrics the families that its text form would show to a scraper. */
final class RegistryFamilies {
  private RegistryFamilies() {}

  /** Returns a family for each. */
  static List<MetricFamily> of(MetricSnapshots metrics) {
    List<MetricFamily> families = new ArrayList<>();
    metrics.forEach(metric -> families.add(family(metric)));
    return families;
  }

  private static MetricFamily family(MetricSnapshot metric) {
    MetricMetadata metadata = metric.getMetadata();
    String name = metadata.getPrometheusName();
    String help = metadata.getHelp() == null ? "" : metadata.getHelp();
    String unit = metadata.getUnit() == null ? "" : metadata.getUnit().toString();
    return switch (metric) {
      case CounterSnapshot _ -> new MetricFamily(name + "_total", MetricType.COUNTER, help, unit);
      case InfoSnapshot _ -> new MetricFamily(name + "_info", MetricType.GAUGE, help, unit);
      case GaugeSnapshot _ -> new MetricFamily(name, MetricType.GAUGE, help, unit);
      case StateSetSnapshot _ -> new MetricFamily(name, MetricType.GAUGE, help, unit);
      case HistogramSnapshot _ -> new MetricFamily(name, MetricType.HISTOGRAM, help, unit);
      case SummarySnapshot _ -> new MetricFamily(name, MetricType.SUMMARY, help, unit);
      default -> new MetricFamily(name, MetricType.UNKNOWN, help, unit);
    };
  }
}
