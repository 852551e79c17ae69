package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import io.varve.promql.engine.QueryStatistics;
import java.util.function.LongSupplier;

/**
 * Measures a query and writes its statistics. An answer is evaluated while it is written, so the
 * phases that Prometheus tells apart are one here. {@link #total} and {@link #waited} are
 * thread-safe.
 */
final class QueryTimings {
  private final LongSupplier nanoTime;
  private final long asked;
  private volatile long entered;

  /** The query was asked for now. */
  QueryTimings(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    asked = nanoTime.getAsLong();
    entered = asked;
  }

  /** The query has its place now. */
  void entered() {
    entered = nanoTime.getAsLong();
  }

  /** Returns how long ago the query was asked for, ns. */
  long total() {
    return nanoTime.getAsLong() - asked;
  }

  /** Returns how long the query waited for its place, the last time that it had to, ns. */
  long waited() {
    return entered - asked;
  }

  /** Writes all until now as the member {@code stats}. */
  void write(QueryStatistics statistics, JsonWriter json) {
    long now = nanoTime.getAsLong();
    json.key("stats").beginObject();
    json.key("timings").beginObject();
    seconds("evalTotalTime", now - entered, json);
    seconds("resultSortTime", 0, json);
    seconds("queryPreparationTime", 0, json);
    seconds("innerEvalTime", now - entered, json);
    seconds("execQueueTime", entered - asked, json);
    seconds("execTotalTime", now - asked, json);
    json.endObject();
    json.key("samples").beginObject();
    json.key("totalQueryableSamples").number(statistics.totalSamples());
    json.key("samplesRead").number(statistics.totalSamples());
    json.key("peakSamples").number(statistics.peakSamples());
    json.endObject().endObject();
  }

  private static void seconds(String name, long nanos, JsonWriter json) {
    json.key(name).number(nanos / 1e9);
  }
}
