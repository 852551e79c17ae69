package io.varve.http.api;

import io.varve.http.json.HistogramJson;
import io.varve.http.json.JsonWriter;
import io.varve.model.FloatHistogram;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.value.SeriesSamples;
import java.util.ArrayList;
import java.util.List;

/** Writes a query's answer piece by piece, evaluating it meanwhile. Not thread-safe. */
final class ResultWriter {
  private static final int MAX_ANNOTATIONS = 10;

  private final QueryRequest request;
  private final QueryResult result;
  private final QueryTimings timings;
  private final JsonWriter json = ApiReply.begin();
  private final List<String> warnings = new ArrayList<>();
  private int series;
  private boolean begun;
  private boolean complete;

  ResultWriter(QueryRequest request, QueryResult result, QueryTimings timings) {
    this.request = request;
    this.result = result;
    this.timings = timings;
  }

  /**
   * Writes on until the answer is complete or so many bytes wait to be taken. Blocks.
   *
   * @return whether the answer is complete
   */
  boolean writeUntil(int bytes) {
    if (!begun) {
      begun = true;
      json.beginObject().key("resultType").string(type()).key("result").beginArray();
    }
    while (!complete && json.size() < bytes) {
      if (!writeNext()) {
        end();
      }
    }
    return complete;
  }

  /** Returns what was written since the last call. */
  byte[] take() {
    return json.take();
  }

  private String type() {
    return switch (result) {
      case QueryResult.Vector _ -> "vector";
      case QueryResult.Matrix _ -> "matrix";
      case QueryResult.Scalar _ -> "scalar";
      case QueryResult.Str _ -> "string";
    };
  }

  /** Writes the next series, or all of an answer that has none; false behind the last. */
  private boolean writeNext() {
    return switch (result) {
      case QueryResult.Vector vector -> vector.next() && isWanted() && write(vector);
      case QueryResult.Matrix matrix -> matrix.next() && isWanted() && write(matrix);
      case QueryResult.Scalar scalar -> {
        json.number(seconds(scalar.time())).scalarValue(scalar.value());
        yield false;
      }
      case QueryResult.Str text -> {
        json.number(seconds(text.time())).string(text.value());
        yield false;
      }
    };
  }

  /** Counts the series that comes, unless it is one too many. */
  private boolean isWanted() {
    if (request.limit() > 0 && series == request.limit()) {
      warnings.add(ApiReply.TRUNCATED);
      return false;
    }
    series++;
    return true;
  }

  private boolean write(QueryResult.Vector vector) {
    json.beginObject().key("metric");
    SeriesEndpoints.write(vector.labels(), json);
    FloatHistogram histogram = vector.histogram();
    json.key(histogram == null ? "value" : "histogram").beginArray().timestamp(vector.time());
    if (histogram == null) {
      json.value(vector.value());
    } else {
      HistogramJson.write(histogram, json);
    }
    json.endArray().endObject();
    return true;
  }

  private boolean write(QueryResult.Matrix matrix) {
    json.beginObject().key("metric");
    SeriesEndpoints.write(matrix.labels(), json);
    SeriesSamples samples = matrix.samples();
    if (writeFloats(samples) < samples.size()) {
      writeHistograms(samples);
    }
    json.endObject();
    return true;
  }

  /** Writes the floats, if there are any, and returns how many there are. */
  private int writeFloats(SeriesSamples samples) {
    int floats = 0;
    for (int i = 0; i < samples.size(); i++) {
      if (samples.histogram(i) == null) {
        if (floats++ == 0) {
          json.key("values").beginArray();
        }
        json.beginArray().timestamp(samples.time(i)).value(samples.value(i)).endArray();
      }
    }
    if (floats > 0) {
      json.endArray();
    }
    return floats;
  }

  private void writeHistograms(SeriesSamples samples) {
    json.key("histograms").beginArray();
    for (int i = 0; i < samples.size(); i++) {
      FloatHistogram histogram = samples.histogram(i);
      if (histogram != null) {
        json.beginArray().timestamp(samples.time(i));
        HistogramJson.write(histogram, json);
        json.endArray();
      }
    }
    json.endArray();
  }

  private void end() {
    json.endArray();
    if (!request.stats().isEmpty()) {
      timings.write(result.statistics(), json);
    }
    json.endObject();
    List<String> all =
        new ArrayList<>(result.annotations().warnings(request.query(), MAX_ANNOTATIONS));
    all.addAll(warnings);
    all.addAll(request.warnings());
    ApiReply.end(json, all, result.annotations().infos(request.query(), MAX_ANNOTATIONS));
    complete = true;
  }

  /** Scalars and strings show their time as any other number. */
  private static double seconds(long millis) {
    return millis / 1000.0;
  }
}
