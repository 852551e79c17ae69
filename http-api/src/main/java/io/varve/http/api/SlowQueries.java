package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import io.varve.model.GoQuote;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.promql.engine.QueryStatistics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the queries that take long, with what they used. Thread-safe. */
final class SlowQueries {
  private static final Logger LOG = LoggerFactory.getLogger(SlowQueries.class);

  private final long threshold;

  /**
   * Makes a log.
   *
   * @param threshold from which on queries are logged
   */
  SlowQueries(Duration threshold) {
    this.threshold = threshold.toNanos();
  }

  /**
   * Logs a query if it took long.
   *
   * @param failure why it has no answer, or only the beginning of one
   */
  void ended(
      TenantId tenant,
      QueryRequest request,
      QueryTimings timings,
      QueryStatistics used,
      @Nullable VarveException failure) {
    long took = timings.total();
    if (took < threshold) {
      return;
    }
    JsonWriter asked = new JsonWriter().beginObject();
    request.describe(asked);
    LOG.info(
        "Slow query: took={}s waited={}s samples={} peakBytes={} tenant={} request={}{}",
        seconds(took),
        seconds(timings.waited()),
        used.totalSamples(),
        used.peakBytes(),
        tenant.value(),
        new String(asked.endObject().take(), StandardCharsets.UTF_8),
        failure == null ? "" : " error=" + GoQuote.quote(failure.getMessage()));
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }
}
