package io.varve.multijvm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a query gave, whatever its type.
 *
 * @param type of the result
 * @param series labels in the order of the answer
 * @param points by labels; of a scalar, under no labels
 */
record QueryAnswer(
    String type,
    List<Map<String, String>> series,
    Map<Map<String, String>, NavigableMap<Long, Double>> points) {
  /** What may come of adding in another order. */
  private static final double TOLERANCE = 1e-9;

  static QueryAnswer of(JsonNode data) {
    String type = data.path("resultType").asText();
    QueryAnswer answer = new QueryAnswer(type, new ArrayList<>(), new java.util.HashMap<>());
    JsonNode result = data.path("result");
    if (type.equals("scalar")) {
      answer.add(Map.of(), List.of(result));
    } else {
      result.forEach(
          s -> {
            Map<String, String> labels = new TreeMap<>();
            s.path("metric")
                .properties()
                .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
            List<JsonNode> values = new ArrayList<>();
            s.path("values").forEach(values::add);
            if (s.has("value")) {
              values.add(s.path("value"));
            }
            answer.add(labels, values);
          });
    }
    return answer;
  }

  private void add(Map<String, String> labels, List<JsonNode> values) {
    NavigableMap<Long, Double> parsed = new TreeMap<>();
    for (JsonNode v : values) {
      parsed.put(
          Math.round(v.get(0).asDouble() * 1000),
          Double.parseDouble(v.get(1).asText().replace("Inf", "Infinity")));
    }
    series.add(labels);
    if (points.put(labels, parsed) != null) {
      throw new AssertionError("twice: " + labels);
    }
  }

  long pointCount() {
    return points.values().stream().mapToLong(Map::size).sum();
  }

  /** Says where an answer differs from this one, in at most a few lines; empty if nowhere. */
  List<String> differences(QueryAnswer other) {
    List<String> found = new ArrayList<>();
    if (!type.equals(other.type)) {
      found.add("%s and %s".formatted(type, other.type));
    }
    points.forEach(
        (labels, expected) -> {
          NavigableMap<Long, Double> actual = other.points.get(labels);
          if (actual == null) {
            found.add("missing " + labels);
          } else if (!expected.keySet().equals(actual.keySet())) {
            found.add("%s at %s and %s".formatted(labels, expected.keySet(), actual.keySet()));
          } else {
            expected.forEach(
                (t, value) -> {
                  if (!isClose(value, actual.get(t))) {
                    found.add("%s at %d: %s and %s".formatted(labels, t, value, actual.get(t)));
                  }
                });
          }
        });
    other.points.keySet().stream()
        .filter(labels -> !points.containsKey(labels))
        .forEach(labels -> found.add("surplus " + labels));
    return found.subList(0, Math.min(found.size(), 5));
  }

  private static boolean isClose(double a, double b) {
    return Double.compare(a, b) == 0
        || a == b
        || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  }
}
