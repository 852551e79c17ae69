package io.varve.multijvm;

import com.fasterxml.jackson.databind.JsonNode;
import io.varve.promql.differential.LastBits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a query gave, whatever its type.
 *
 * @param type of the result
 * @param series labels in the order of the answer
 * @param points by labels and time; of a scalar, under no labels. A float is one number, a
 *     histogram its count, its sum, and its buckets
 */
record QueryAnswer(
    String type,
    List<Map<String, String>> series,
    Map<Map<String, String>, NavigableMap<Long, List<Double>>> points) {

  static QueryAnswer of(JsonNode data) {
    String type = data.path("resultType").asText();
    QueryAnswer answer = new QueryAnswer(type, new ArrayList<>(), new HashMap<>());
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
            s.path("histograms").forEach(values::add);
            if (s.has("value") || s.has("histogram")) {
              values.add(s.path(s.has("value") ? "value" : "histogram"));
            }
            answer.add(labels, values);
          });
    }
    return answer;
  }

  private void add(Map<String, String> labels, List<JsonNode> values) {
    NavigableMap<Long, List<Double>> parsed = new TreeMap<>();
    for (JsonNode v : values) {
      List<Double> numbers = new ArrayList<>();
      numbers(v.get(1), numbers);
      parsed.put(Math.round(v.get(0).asDouble() * 1000), numbers);
    }
    series.add(labels);
    if (points.put(labels, parsed) != null) {
      throw new AssertionError("twice: " + labels);
    }
  }

  /** Collects what is in a value: text is a number, and a histogram has all its parts in order. */
  private static void numbers(JsonNode value, List<Double> into) {
    if (value.isContainerNode()) {
      value.forEach(part -> numbers(part, into));
    } else {
      into.add(Double.parseDouble(value.asText().replace("Inf", "Infinity")));
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
          NavigableMap<Long, List<Double>> actual = other.points.get(labels);
          if (actual == null) {
            found.add("missing " + labels);
          } else if (!expected.keySet().equals(actual.keySet())) {
            found.add("%s at %s and %s".formatted(labels, expected.keySet(), actual.keySet()));
          } else {
            expected.forEach(
                (t, value) -> {
                  if (!areClose(value, actual.get(t))) {
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

  static boolean areClose(List<Double> a, List<Double> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!LastBits.agree(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }
}
