package io.varve.benchmarks.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/**
 * What an answer of the Prometheus API came to.
 *
 * @param series label sets of a result, or entries of a list of series or label values
 * @param values samples of the series
 * @param sum of the samples
 */
record Answer(int series, int values, double sum) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How far sums may be apart. VictoriaMetrics, for one, takes the sample before a range for a rate
   * where Prometheus extrapolates.
   */
  private static final double TOLERANCE = 0.1;

  static Answer of(byte[] body) throws IOException {
    JsonNode data = JSON.readTree(body).path("data");
    if (data.isArray()) {
      return new Answer(data.size(), 0, 0);
    }
    int series = 0;
    int values = 0;
    double sum = 0;
    for (JsonNode one : data.path("result")) {
      series++;
      Iterable<JsonNode> samples =
          one.has("value") ? List.of(one.path("value")) : one.path("values");
      for (JsonNode sample : samples) {
        values++;
        sum += Double.parseDouble(sample.path(1).asText());
      }
    }
    return new Answer(series, values, sum);
  }

  /** Returns whether both may be answers to one question. */
  boolean agreesWith(Answer other) {
    return series == other.series
        && values == other.values
        && Math.abs(sum - other.sum) <= TOLERANCE * Math.max(Math.abs(sum), Math.abs(other.sum));
  }
}
