package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import io.varve.sharding.query.HeadStatistics;
import io.varve.sharding.query.QuerySource;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code status/tsdb}: what a tenant has most of in the head. Chunks are those in memory, to which
 * samples are being added. Blocks. Thread-safe.
 */
final class HeadEndpoint {
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 10_000;

  private final QuerySource source;

  HeadEndpoint(QuerySource source) {
    this.source = source;
  }

  HttpResponse answer(ApiRequest request) {
    HeadStatistics head = source.head(request.tenant(), limit(request.parameters()));
    return ApiReply.of(
        json -> {
          json.beginObject().key("headStats").beginObject();
          json.key("numSeries").number(head.series());
          json.key("numLabelPairs").number(head.labelPairs());
          json.key("chunkCount").number(head.openChunks());
          json.key("minTime").number(head.minTime());
          json.key("maxTime").number(head.maxTime()).endObject();
          write("seriesCountByMetricName", head.seriesByMetric(), json);
          write("labelValueCountByLabelName", head.valuesByLabel(), json);
          write("memoryInBytesByLabelName", head.bytesByLabel(), json);
          write("seriesCountByLabelValuePair", head.seriesByPair(), json);
          json.endObject();
        });
  }

  private static int limit(ApiParameters parameters) {
    String problem = "limit must be a positive number";
    OptionalLong limit;
    try {
      limit = parameters.integer("limit");
    } catch (VarveException e) {
      throw new VarveException(ErrorCode.INVALID_REQUEST, problem, e);
    }
    long wanted = limit.orElse(DEFAULT_LIMIT);
    if (wanted < 1 || wanted > MAX_LIMIT) {
      throw new VarveException(
          ErrorCode.INVALID_REQUEST,
          wanted < 1 ? problem : "limit must not exceed %d".formatted(MAX_LIMIT));
    }
    return (int) wanted;
  }

  private static void write(String name, List<HeadStatistics.Count> counts, JsonWriter json) {
    json.key(name).beginArray();
    for (HeadStatistics.Count count : counts) {
      json.beginObject().key("name").string(count.name());
      json.key("value").number(count.count()).endObject();
    }
    json.endArray();
  }
}
