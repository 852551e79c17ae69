package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What a client asks of a Prometheus before it asks for data. Thread-safe. */
final class StatusEndpoints {
  /** Whose API this is. Clients choose by it what they ask for. */
  private static final String API_VERSION = "3.14.0";

  private final String version;
  private final Instant started;

  /**
   * Makes the endpoints.
   *
   * @param version of this program
   * @param started when it was started
   */
  StatusEndpoints(String version, Instant started) {
    this.version = version;
    this.started = started;
  }

  HttpResponse buildInfo() {
    return object(
        json -> {
          json.key("version").string(API_VERSION);
          json.key("revision").string("varve-" + version);
          json.key("branch").string("");
          json.key("buildUser").string("");
          json.key("buildDate").string("");
          json.key("goVersion").string("");
        });
  }

  HttpResponse runtimeInfo() {
    return object(
        json -> {
          json.key("startTime").string(started.toString());
          json.key("reloadConfigSuccess").bool(true);
          json.key("storageRetention").string("");
        });
  }

  /** There is no configuration as Prometheus has one, and so its text is empty. */
  HttpResponse config() {
    return object(json -> json.key("yaml").string(""));
  }

  /** None of Prometheus's flags is a flag here. */
  HttpResponse flags() {
    return object(_ -> {});
  }

  /** Nothing is scraped, so that there are no targets of any state. */
  static HttpResponse noTargets(ApiRequest request) {
    String state = request.parameters().text("state").toLowerCase(Locale.ROOT);
    boolean any = state.isEmpty() || state.equals("any");
    return object(
        json -> {
          none(json.key("activeTargets"), any || state.equals("active"));
          boolean dropped = any || state.equals("dropped");
          none(json.key("droppedTargets"), dropped);
          json.key("droppedTargetCounts");
          if (dropped) {
            json.beginObject().endObject();
          } else {
            json.nothing();
          }
        });
  }

  /** No target, nothing to say of it; what is asked must still make sense. */
  static HttpResponse noTargetMetadata(ApiRequest request) {
    OptionalLong _ = request.parameters().integer("limit");
    request.parameters().checkSelector("match_target");
    return ApiReply.of(json -> json.beginArray().endArray());
  }

  /** An empty list is not the same as one that was not asked for. */
  private static void none(JsonWriter json, boolean asked) {
    if (asked) {
      json.beginArray().endArray();
    } else {
      json.nothing();
    }
  }

  HttpResponse noAlertmanagers() {
    return object(
        json -> {
          json.key("activeAlertmanagers").beginArray().endArray();
          json.key("droppedAlertmanagers").beginArray().endArray();
        });
  }

  /** There are no rules, no alerts and no exemplars, which is not the same as an error. */
  HttpResponse noRules() {
    return object(json -> json.key("groups").beginArray().endArray());
  }

  HttpResponse noAlerts() {
    return object(json -> json.key("alerts").beginArray().endArray());
  }

  HttpResponse noExemplars() {
    return ApiReply.of(json -> json.beginArray().endArray());
  }

  private static HttpResponse object(Consumer<JsonWriter> members) {
    return ApiReply.of(
        json -> {
          json.beginObject();
          members.accept(json);
          json.endObject();
        });
  }
}
