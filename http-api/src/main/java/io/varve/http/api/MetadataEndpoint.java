package io.varve.http.api;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.varve.http.json.JsonWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code metadata}: what is known of metrics. Prometheus answers from its scrape targets; the only
 * one here is this program. Thread-safe.
 */
final class MetadataEndpoint {
  private final PrometheusRegistry registry;

  MetadataEndpoint(PrometheusRegistry registry) {
    this.registry = registry;
  }

  private record Family(String name, String type, String help, String unit) {}

  HttpResponse answer(ApiRequest request) {
    OptionalLong limit = request.parameters().integer("limit");
    // Each metric has one description here; more than that nobody can ask to leave out.
    OptionalLong _ = request.parameters().integer("limit_per_metric");
    String metric = request.parameters().text("metric");
    List<Family> families = new ArrayList<>();
    for (MetricSnapshot snapshot : registry.scrape()) {
      Family family = family(snapshot);
      if (metric.isEmpty() || metric.equals(family.name())) {
        families.add(family);
      }
    }
    families.sort(Comparator.comparing(Family::name));
    long wanted = limit.isPresent() && limit.getAsLong() >= 0 ? limit.getAsLong() : Long.MAX_VALUE;
    return ApiReply.of(
        json -> {
          json.beginObject();
          families.stream().limit(wanted).forEach(f -> write(f, json));
          json.endObject();
        });
  }

  private static void write(Family family, JsonWriter json) {
    json.labelKey(family.name()).beginArray().beginObject();
    json.key("type").string(family.type());
    json.key("unit").string(family.unit());
    json.key("help").string(family.help());
    json.endObject().endArray();
  }

  private static Family family(MetricSnapshot snapshot) {
    MetricMetadata metadata = snapshot.getMetadata();
    String name = metadata.getPrometheusName();
    String help = metadata.getHelp() == null ? "" : metadata.getHelp();
    String unit = metadata.getUnit() == null ? "" : metadata.getUnit().toString();
    return switch (snapshot) {
      case CounterSnapshot _ -> new Family(name + "_total", "counter", help, unit);
      case GaugeSnapshot _ -> new Family(name, "gauge", help, unit);
      case HistogramSnapshot _ -> new Family(name, "histogram", help, unit);
      case SummarySnapshot _ -> new Family(name, "summary", help, unit);
      case InfoSnapshot _ -> new Family(name + "_info", "gauge", help, unit);
      case StateSetSnapshot _ -> new Family(name, "gauge", help, unit);
      default -> new Family(name, "unknown", help, unit);
    };
  }
}
