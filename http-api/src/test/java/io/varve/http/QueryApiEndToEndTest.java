package io.varve.http;

import static io.varve.http.Answers.encoded;
import static io.varve.http.Answers.success;
import static io.varve.http.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteBatch;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries over HTTP, byte for byte what Prometheus answers. */
final class QueryApiEndToEndTest {
  private static RunningServer server;

  /** From 0 s to 600 s, a sample each 60 s: its time in seconds. */
  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer("varve.query.timeout = 20s");
    try (RemoteWriteClient writer = new RemoteWriteClient(server.uri(), "")) {
      WriteBatch batch = new WriteBatch();
      for (String instance : new String[] {"a", "b<c>"}) {
        EncodedSeries series = EncodedSeries.of(labels("up", instance));
        for (long t = 0; t <= 600_000; t += 60_000) {
          batch.add(series, t, t / 1000.0);
        }
      }
      batch.add(EncodedSeries.of(labels("odd", "nan")), 60_000, Double.NaN);
      batch.add(EncodedSeries.of(labels("odd", "inf")), 60_000, Double.POSITIVE_INFINITY);
      batch.add(EncodedSeries.of(labels("odd", "small")), 60_000, 1e-7);
      batch.add(EncodedSeries.of(Labels.of("__name__", "dotted", "a.b", "x")), 60_000, 1);
      assertThat(writer.write(batch).status()).isEqualTo(204);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Labels labels(String name, String instance) {
    return Labels.of("__name__", name, "instance", instance);
  }

  @Test
  void anInstantQuery() throws Exception {
    assertThat(get("query?query=up&time=600.5"))
        .isEqualTo(
            success(
                """
                {"resultType":"vector","result":[\
                {"metric":{"__name__":"up","instance":"a"},"value":[600.500,"600"]},\
                {"metric":{"__name__":"up","instance":"b<c>"},"value":[600.500,"600"]}]}"""));
    assertThat(get("query?query=odd&time=60"))
        .isEqualTo(
            success(
                """
                {"resultType":"vector","result":[\
                {"metric":{"__name__":"odd","instance":"inf"},"value":[60,"+Inf"]},\
                {"metric":{"__name__":"odd","instance":"nan"},"value":[60,"NaN"]},\
                {"metric":{"__name__":"odd","instance":"small"},"value":[60,"1e-07"]}]}"""));
    assertThat(get("query?query=nothing"))
        .isEqualTo(success("{\"resultType\":\"vector\",\"result\":[]}"));
  }

  @Test
  void scalarsStringsAndMatrices() throws Exception {
    assertThat(get("query?query=1e22&time=1.25"))
        .isEqualTo(
            success("{\"resultType\":\"scalar\",\"result\":[1.25,\"10000000000000000000000\"]}"));
    assertThat(get("query?query=%22a%3Cb%22&time=1"))
        .isEqualTo(success("{\"resultType\":\"string\",\"result\":[1,\"a\\u003cb\"]}"));
    assertThat(get("query?query=up%7Binstance=%22a%22%7D%5B2m%5D&time=120"))
        .isEqualTo(
            success(
                """
                {"resultType":"matrix","result":[{"metric":{"__name__":"up","instance":"a"},\
                "values":[[60,"60"],[120,"120"]]}]}"""));
  }

  @Test
  void aRangeQuery() throws Exception {
    assertThat(get("query_range?query=rate(up%5B2m%5D)&start=120&end=180&step=30"))
        .isEqualTo(
            success(
                """
                {"resultType":"matrix","result":[\
                {"metric":{"instance":"a"},"values":[[120,"1"],[150,"1"],[180,"1"]]},\
                {"metric":{"instance":"b<c>"},"values":[[120,"1"],[150,"1"],[180,"1"]]}]}""",
                "\"infos\":[\"PromQL info: metric might not be a counter, name does not end in "
                    + "_total/_sum/_count/_bucket: \\\"up\\\" (1:6)\"]"));
  }

  @Test
  void aPostedFormIsTheSame() throws Exception {
    HttpResponse<byte[]> answer =
        server.post(
            "/api/v1/query_range",
            "application/x-www-form-urlencoded",
            "query=" + encoded("sum(up)") + "&start=0&end=60&step=1m");
    assertThat(text(answer))
        .isEqualTo(
            success(
                "{\"resultType\":\"matrix\",\"result\":"
                    + "[{\"metric\":{},\"values\":[[0,\"0\"],[60,\"120\"]]}]}"));
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void aLimitCutsTheAnswerAndSaysSo() throws Exception {
    assertThat(get("query?query=up&time=60&limit=1"))
        .isEqualTo(
            success(
                """
                {"resultType":"vector","result":[\
                {"metric":{"__name__":"up","instance":"a"},"value":[60,"60"]}]}""",
                "\"warnings\":[\"results truncated due to limit\"]"));
    assertThat(get("query?query=up&time=60&limit=2")).doesNotContain("truncated");
  }

  @Test
  void statistics() throws Exception {
    assertThat(get("query?query=up&time=60&stats=true"))
        .contains("\"stats\":{\"timings\":{\"evalTotalTime\":")
        .contains("\"samples\":{\"totalQueryableSamples\":2,");
    assertThat(get("query?query=up&stats=yes"))
        .contains("\"warnings\":[\"value \\\"yes\\\" for parameter \\\"stats\\\" is deprecated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query?query=up&time=x | 400 | bad_data"
            + " | invalid parameter \"time\": invalid time value for 'time':"
            + " cannot parse \"x\" to a valid timestamp",
        "query?query=up&limit=-1 | 400 | bad_data"
            + " | invalid parameter \"limit\": limit must be non-negative",
        "query?query=up&limit=x | 400 | bad_data"
            + " | invalid parameter \"limit\": strconv.Atoi: parsing \"x\": invalid syntax",
        "query?query=up&timeout=x | 400 | bad_data"
            + " | invalid parameter \"timeout\": cannot parse \"x\" to a valid duration",
        "query?query=up&lookback_delta=x | 400 | bad_data"
            + " | error parsing lookback delta duration: cannot parse \"x\" to a valid duration",
        "query | 400 | bad_data"
            + " | invalid parameter \"query\": unknown position: parse error:"
            + " no expression found in input",
        "query?query=up%7B | 400 | bad_data"
            + " | invalid parameter \"query\": 1:4: parse error:"
            + " unexpected end of input inside braces",
        "query_range?query=up&start=2&end=1&step=1 | 400 | bad_data"
            + " | invalid parameter \"end\": end timestamp must not be before start time",
        "query_range?query=up&start=1&end=2 | 400 | bad_data"
            + " | invalid parameter \"step\": cannot parse \"\" to a valid duration",
        "query_range?query=up&start=1&end=2&step=0 | 400 | bad_data"
            + " | invalid parameter \"step\": zero or negative query resolution step widths are"
            + " not accepted. Try a positive integer",
        "query_range?query=up&start=0&end=11001&step=1 | 400 | bad_data"
            + " | exceeded maximum resolution of 11,000 points per timeseries."
            + " Try decreasing the query resolution (?step=XX)",
        "query_range?query=up%5B1m%5D&start=0&end=1&step=1 | 400 | bad_data"
            + " | invalid parameter \"query\": invalid expression type \"range vector\""
            + " for range query, must be Scalar or instant Vector",
        "query?query=up+*+on()+up&time=60 | 422 | execution"
            + " | found duplicate series for the match group {} on the right hand-side of the"
            + " operation: [{__name__=\"up\", instance=\"a\"},"
            + " {__name__=\"up\", instance=\"b<c>\"}];many-to-many matching not allowed:"
            + " matching labels must be unique on one side",
        "query?query=up&time=60&timeout=0 | 503 | timeout | query timed out in expression evaluation",
        "query?query=unavailable | 503 | unavailable | shard 7 does not answer",
        "series | 400 | bad_data | no match[] parameter provided",
        "series?match%5B%5D=%7B%7D | 400 | bad_data"
            + " | invalid parameter \"match[]\": match[] must contain at least one non-empty"
            + " matcher",
        "labels?match%5B%5D=%7B%7D | 400 | bad_data"
            + " | match[] must contain at least one non-empty matcher",
        "label/%20/values?start=x | 400 | bad_data"
            + " | invalid parameter \"start\": invalid time value for 'start':"
            + " cannot parse \"x\" to a valid timestamp",
        "targets/metadata?limit=x | 400 | bad_data | limit must be a number",
        "targets/metadata?match_target=%7B | 400 | bad_data | invalid parameter \"match_target\":"
            + " 1:2: parse error: unexpected end of input inside braces",
        "metadata?limit=x | 400 | bad_data | limit must be a number",
        "nowhere | 404 | not_found | no such endpoint: /api/v1/nowhere"
      })
  void errors(String path, int status, String type, String message) throws Exception {
    HttpResponse<byte[]> answer = server.get("/api/v1/" + path);
    String escaped = message.replace("\"", "\\\"").replace("<", "\\u003c").replace(">", "\\u003e");
    assertThat(text(answer))
        .isEqualTo(
            "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%s\"}"
                .formatted(type, escaped));
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void series() throws Exception {
    assertThat(
            get(
                "series?match%5B%5D=up%7Binstance=%22a%22%7D&match%5B%5D=odd%7Binstance=%22inf%22%7D"))
        .isEqualTo(
            success(
                "[{\"__name__\":\"odd\",\"instance\":\"inf\"},"
                    + "{\"__name__\":\"up\",\"instance\":\"a\"}]"));
    assertThat(get("series?match%5B%5D=up&limit=1"))
        .isEqualTo(
            success(
                "[{\"__name__\":\"up\",\"instance\":\"a\"}]",
                "\"warnings\":[\"results truncated due to limit\"]"));
    assertThat(get("series?match%5B%5D=odd&start=61")).isEqualTo(success("[]"));
  }

  @Test
  void labels() throws Exception {
    assertThat(get("labels")).isEqualTo(success("[\"__name__\",\"a.b\",\"instance\"]"));
    assertThat(get("labels?match%5B%5D=up")).isEqualTo(success("[\"__name__\",\"instance\"]"));
    assertThat(get("labels?limit=1"))
        .isEqualTo(success("[\"__name__\"]", "\"warnings\":[\"results truncated due to limit\"]"));
  }

  @Test
  void labelValues() throws Exception {
    assertThat(get("label/__name__/values")).isEqualTo(success("[\"dotted\",\"odd\",\"up\"]"));
    assertThat(get("label/instance/values?match%5B%5D=up"))
        .isEqualTo(success("[\"a\",\"b\\u003cc\\u003e\"]"));
    assertThat(get("label/U__a_2e_b/values")).isEqualTo(success("[\"x\"]"));
    assertThat(get("label/a.b/values")).isEqualTo(success("[\"x\"]"));
  }

  @Test
  void tenantsAreApart() throws Exception {
    HttpResponse<byte[]> other = server.get("/api/v1/query?query=up", "X-Scope-OrgID", "other");
    assertThat(text(other)).contains("\"result\":[]");
    assertThat(server.get("/api/v1/query?query=up", "X-Scope-OrgID", "../x").statusCode())
        .isEqualTo(400);
  }

  @Test
  void whatTheHeadHolds() throws Exception {
    assertThat(get("status/tsdb?limit=1"))
        .contains(
            "{\"headStats\":{\"numSeries\":",
            "\"numLabelPairs\":2,\"chunkCount\":1,\"minTime\":10,\"maxTime\":20}",
            "\"seriesCountByLabelValuePair\":[]");
    assertThat(get("status/tsdb?limit=x")).contains("limit must be a positive number");
    assertThat(get("status/tsdb?limit=0")).contains("limit must be a positive number");
    assertThat(get("status/tsdb?limit=10001")).contains("limit must not exceed 10000");
  }

  private static String get(String path) throws Exception {
    return text(server.get("/api/v1/" + path));
  }
}
