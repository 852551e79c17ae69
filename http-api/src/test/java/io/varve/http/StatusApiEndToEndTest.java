package io.varve.http;

import static io.varve.http.Answers.encoded;
import static io.varve.http.Answers.success;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the API answers without a look at any sample. */
final class StatusApiEndToEndTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer("");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void status() throws Exception {
    assertThat(get("status/buildinfo")).contains("\"version\":\"3.14.0\"");
    assertThat(get("rules")).isEqualTo(success("{\"groups\":[]}"));
    assertThat(get("query_exemplars?query=up")).isEqualTo(success("[]"));
    assertThat(get("format_query?query=sum(up)by(a)")).isEqualTo(success("\"sum by (a) (up)\""));
  }

  @Test
  void longQueriesAreFormattedOnSeveralLines() throws Exception {
    String metric = "m".repeat(60);
    assertThat(get("format_query?query=" + encoded("sum(%s) + %s".formatted(metric, metric))))
        .isEqualTo(success("\"  sum(%s)\\n+\\n  %s\"".formatted(metric, metric)));
  }

  @Test
  void whatThereIsNotIsEmpty() throws Exception {
    assertThat(get("status/config")).isEqualTo(success("{\"yaml\":\"\"}"));
    assertThat(get("status/flags")).isEqualTo(success("{}"));
    assertThat(get("alertmanagers"))
        .isEqualTo(success("{\"activeAlertmanagers\":[],\"droppedAlertmanagers\":[]}"));
    assertThat(get("targets/metadata?match_target=up")).isEqualTo(success("[]"));
    assertThat(get("targets"))
        .isEqualTo(
            success("{\"activeTargets\":[],\"droppedTargets\":[],\"droppedTargetCounts\":{}}"));
    assertThat(get("targets?state=active"))
        .isEqualTo(
            success("{\"activeTargets\":[],\"droppedTargets\":null,\"droppedTargetCounts\":null}"));
  }

  @Test
  void scriptsFromAnywhereMayAsk() throws Exception {
    HttpResponse<byte[]> without = server.get("/api/v1/query?query=1");
    assertThat(without.headers().firstValue("Vary")).contains("Origin");
    assertThat(without.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    for (String path : List.of("/api/v1/query?query=1", "/api/v1/query?query=%28")) {
      HttpResponse<byte[]> with = server.get(path, "Origin", "https://grafana.example");
      assertThat(with.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
      assertThat(with.headers().firstValue("Access-Control-Allow-Methods"))
          .contains("GET, POST, OPTIONS");
    }
  }

  @Test
  void aQuerysTree() throws Exception {
    assertThat(get("parse_query?query=" + encoded("topk(2,-x{a!=\"b\"}[5m:1m]offset 1h)")))
        .contains("\"errorType\":\"bad_data\"");
    assertThat(get("parse_query?query=" + encoded("sum by (a) (rate(x[5m] @ 7)) > bool 1.5")))
        .isEqualTo(
            success(
                """
                {"bool":true,"lhs":{"expr":{"args":[{"anchored":false,"matchers":[\
                {"name":"__name__","type":"=","value":"x"}],"name":"x","offset":0,\
                "offsetExpr":null,"range":300000,"rangeExpr":null,"smoothed":false,\
                "startOrEnd":null,"timestamp":7000,"type":"matrixSelector"}],\
                "func":{"argTypes":["matrix"],"name":"rate","returnType":"vector","variadic":0},\
                "type":"call"},"grouping":["a"],"op":"sum","param":null,"type":"aggregation",\
                "without":false},"matching":null,"op":"\\u003e",\
                "rhs":{"type":"numberLiteral","val":"1.5"},"type":"binaryExpr"}"""));
    assertThat(get("parse_query?query=" + encoded("a offset (1m + step())")))
        .contains(
            """
            "offset":0,"offsetExpr":{"lhs":{"duration":true,"type":"numberLiteral","val":"60"},\
            "op":"+","rhs":{"lhs":null,"op":"step","rhs":null,"type":"durationExpr",\
            "wrapped":false},"type":"durationExpr","wrapped":true}""");
    assertThat(get("parse_query?query=" + encoded("a + on(b) group_left(c) d")))
        .contains(
            """
            "matching":{"card":"many-to-one","fillValues":{"lhs":null,"rhs":null},\
            "include":["c"],"labels":["b"],"on":true}""");
  }

  @Test
  void aFlushAnswersWhenItIsDone() throws Exception {
    assertThat(server.post("/api/v1/admin/tsdb/flush", "text/plain", "").statusCode())
        .isEqualTo(204);
    assertThat(server.store.flushes()).isEqualTo(1);
  }

  private static String get(String path) throws Exception {
    return Answers.text(server.get("/api/v1/" + path));
  }
}
