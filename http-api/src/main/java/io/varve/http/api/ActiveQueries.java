package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code status/active_queries}, Varve's own: what is asked of this node and not yet answered to
 * the end, the oldest first. A tenant sees its own queries only. There are as many as the gate lets
 * in and wait. Thread-safe.
 */
final class ActiveQueries {
  private final AtomicLong last = new AtomicLong();
  private final ConcurrentSkipListMap<Long, QueryRun> queries = new ConcurrentSkipListMap<>();

  /** Adds a query, and returns what takes it out again. */
  Runnable add(QueryRun query) {
    long id = last.incrementAndGet();
    queries.put(id, query);
    return () -> queries.remove(id);
  }

  HttpResponse answer(ApiRequest request) {
    return ApiReply.of(
        json -> {
          json.beginArray();
          queries.forEach(
              (id, query) -> {
                if (query.tenant().equals(request.tenant())) {
                  write(id, query, json);
                }
              });
          json.endArray();
        });
  }

  private static void write(long id, QueryRun query, JsonWriter json) {
    json.beginObject().key("id").string(Long.toString(id));
    query.describe(json);
    json.endObject();
  }
}
