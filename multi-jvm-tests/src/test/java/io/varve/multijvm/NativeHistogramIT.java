package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.varve.http.proto.v1.BucketSpan;
import io.varve.http.proto.v1.Histogram;
import io.varve.http.proto.v1.Label;
import io.varve.http.proto.v1.TimeSeries;
import io.varve.http.proto.v1.WriteRequest;
import io.varve.testing.remote.RemoteWriteClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Native histograms from remote write to PromQL's JSON: from the head, the log, and blocks. */
class NativeHistogramIT {
  private static final int SCRAPES = 41;
  private static final long INTERVAL = 15_000;

  @TempDir Path directory;

  @Test
  void areAnsweredAlikeFromHeadLogAndBlocks() throws Exception {
    long end = System.currentTimeMillis();
    try (Node node = Node.over(directory.resolve("data"), "--set", "varve.shards=4")) {
      node.start().awaitReady();
      write(node, end);
      assertAnswers(node, end);
      node.kill();
      node.start().awaitReady();
      assertAnswers(node, end);
      flush(node);
      assertAnswers(node, end);
      node.stop();
      node.start().awaitReady();
      assertAnswers(node, end);
      assertThat(node.logged()).doesNotContain("ERROR");
      node.stop();
    }
  }

  /** Of its release only what that knows is asked: no windows, whose bounds were others once. */
  @Test
  void prometheusReadsThemFromTheBlocks() throws Exception {
    long end = System.currentTimeMillis();
    try (Node node = Node.over(directory.resolve("data"), "--set", "varve.shards=4")) {
      node.start().awaitReady();
      write(node, end);
      flush(node);
      Path blocks = directory.resolve("data/store/anonymous");
      try (Prometheus prometheus =
              Prometheus.servingOrSkip(directory.resolve("prometheus"), blocks);
          QueryClient varve = new QueryClient(node.base())) {
        for (String query : new String[] {"latency", "sum(latency)", "histogram_count(latency)"}) {
          long start = end - SCRAPES * INTERVAL;
          assertThat(prometheus.queries().rangeResult(query, start, end, INTERVAL))
              .as(query)
              .isNotEmpty()
              .isEqualTo(varve.rangeResult(query, start, end, INTERVAL));
        }
      }
      node.stop();
    }
  }

  /** Two series whose i-th sample has i observations in (0.5, 1] and 2 i in (1, 2]. */
  private static void write(Node node, long end) throws IOException, InterruptedException {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    for (String instance : new String[] {"a", "b"}) {
      TimeSeries.Builder series =
          request.addTimeseriesBuilder().addLabels(label("__name__", "latency"));
      series.addLabels(label("instance", instance));
      for (int i = 0; i < SCRAPES; i++) {
        series.addHistograms(
            Histogram.newBuilder()
                .setCountInt(3L * i)
                .setSum(4.0 * i)
                .setZeroThreshold(1e-128)
                .setZeroCountInt(0)
                .addPositiveSpans(BucketSpan.newBuilder().setOffset(0).setLength(2))
                .addPositiveDeltas(i)
                .addPositiveDeltas(i)
                .setTimestamp(end - (SCRAPES - 1 - i) * INTERVAL));
      }
    }
    try (RemoteWriteClient client = new RemoteWriteClient(node.base(), "")) {
      byte[] body = Snappy.compress(request.build().toByteArray());
      assertThat(client.post(body, "application/x-protobuf").status()).isEqualTo(204);
    }
  }

  private static Label label(String name, String value) {
    return Label.newBuilder().setName(name).setValue(value).build();
  }

  private static void assertAnswers(Node node, long end) throws Exception {
    try (QueryClient client = new QueryClient(node.base())) {
      assertThat(number(client, "histogram_count(sum(latency))", end)).isEqualTo(240);
      assertThat(number(client, "histogram_sum(sum(latency))", end)).isEqualTo(320);
      assertThat(number(client, "histogram_count(sum(increase(latency[5m])))", end)).isEqualTo(120);
      assertThat(number(client, "histogram_fraction(1, 2, sum(rate(latency[5m])))", end))
          .isCloseTo(2.0 / 3, offset(1e-9));
      assertThat(number(client, "count(count_over_time(latency[1h]) == 41)", end)).isEqualTo(2);
    }
    assertThat(node.get(path("latency{instance=\"a\"}", end)).body())
        .contains(
            "\"histogram\":[",
            "\"count\":\"120\",\"sum\":\"160\",\"buckets\":"
                + "[[0,\"0.5\",\"1\",\"40\"],[0,\"1\",\"2\",\"80\"]]");
  }

  private static double number(QueryClient client, String query, long time) throws Exception {
    QueryAnswer answer = client.instant(query, time);
    assertThat(answer.points()).as(query).hasSize(1);
    return answer.points().get(Map.<String, String>of()).firstEntry().getValue().getFirst();
  }

  private static String path(String query, long time) {
    return "/api/v1/query?query=%s&time=%d.%03d"
        .formatted(URLEncoder.encode(query, StandardCharsets.UTF_8), time / 1000, time % 1000);
  }

  private static void flush(Node node) throws IOException, InterruptedException {
    try (LongQueries client = new LongQueries(node.base())) {
      assertThat(client.flush().statusCode()).isEqualTo(204);
    }
  }
}
