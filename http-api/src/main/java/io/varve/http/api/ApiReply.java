package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Answers that are made as a whole. */
final class ApiReply {
  static final String TRUNCATED = "results truncated due to limit";

  private ApiReply() {}

  /** Returns the response with the data that is written. */
  static HttpResponse of(Consumer<JsonWriter> data) {
    return of(data, List.of());
  }

  /** Returns the response with the data that is written and warnings, where there are any. */
  static HttpResponse of(Consumer<JsonWriter> data, List<String> warnings) {
    JsonWriter json = begin();
    data.accept(json);
    end(json, warnings, List.of());
    return of(json.take());
  }

  /** Returns the response with the strings, cut to the limit. */
  static HttpResponse strings(List<String> strings, int limit) {
    boolean cut = isOver(limit, strings.size());
    return of(
        json -> {
          json.beginArray();
          strings.subList(0, cut ? limit : strings.size()).forEach(json::string);
          json.endArray();
        },
        cut ? List.of(TRUNCATED) : List.of());
  }

  static boolean isOver(int limit, int size) {
    return limit > 0 && size > limit;
  }

  /** Begins an answer; its data comes next. */
  static JsonWriter begin() {
    return new JsonWriter().beginObject().key("status").string("success").key("data");
  }

  /** Ends an answer behind its data. */
  static void end(JsonWriter json, List<String> warnings, List<String> infos) {
    strings(json, "warnings", warnings);
    strings(json, "infos", infos);
    json.endObject();
  }

  static HttpResponse of(byte[] json) {
    return HttpResponse.create()
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json));
  }

  private static void strings(JsonWriter json, String name, List<String> strings) {
    if (!strings.isEmpty()) {
      json.key(name).beginArray();
      strings.forEach(json::string);
      json.endArray();
    }
  }
}
