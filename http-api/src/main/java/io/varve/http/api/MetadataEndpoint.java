package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import io.varve.sharding.metadata.MetricFamilies;
import io.varve.sharding.metadata.MetricFamily;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code metadata}: what is known of metrics. Prometheus answers from its scrape targets; here it
 * is what senders have said, this program's scraping of itself among them. Thread-safe.
 */
final class MetadataEndpoint {
  private final MetricFamilies families;

  MetadataEndpoint(MetricFamilies families) {
    this.families = families;
  }

  HttpResponse answer(ApiRequest request) {
    OptionalLong limit = request.parameters().integer("limit");
    // Each metric has one description here; more than that nobody can ask to leave out.
    OptionalLong _ = request.parameters().integer("limit_per_metric");
    String metric = request.parameters().text("metric");
    long wanted = limit.isPresent() && limit.getAsLong() >= 0 ? limit.getAsLong() : Long.MAX_VALUE;
    List<MetricFamily> found =
        families.of(request.tenant()).stream()
            .filter(family -> metric.isEmpty() || metric.equals(family.name()))
            .limit(wanted)
            .toList();
    return ApiReply.of(
        json -> {
          json.beginObject();
          found.forEach(family -> write(family, json));
          json.endObject();
        });
  }

  private static void write(MetricFamily family, JsonWriter json) {
    json.labelKey(family.name()).beginArray().beginObject();
    json.key("type").string(family.type().text());
    json.key("unit").string(family.unit());
    json.key("help").string(family.help());
    json.endObject().endArray();
  }
}
