package io.varve.http.api;

import io.varve.http.json.JsonWriter;
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
    json.key("value").beginArray().timestamp(vector.time()).value(vector.value()).endArray();
    json.endObject();
    return true;
  }

  private boolean write(QueryResult.Matrix matrix) {
    json.beginObject().key("metric");
    SeriesEndpoints.write(matrix.labels(), json);
    json.key("values").beginArray();
    SeriesSamples samples = matrix.samples();
    for (int i = 0; i < samples.size(); i++) {
      json.beginArray().timestamp(samples.time(i)).value(samples.value(i)).endArray();
    }
    json.endArray().endObject();
    return true;
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
