package io.varve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.varve.http.proto.v1.Exemplar;
import io.varve.http.proto.v1.Histogram;
import io.varve.http.proto.v1.Label;
import io.varve.http.proto.v1.MetricMetadata;
import io.varve.http.proto.v1.Sample;
import io.varve.http.proto.v1.TimeSeries;
import io.varve.http.proto.v1.WriteRequest;
import io.varve.http.proto.v2.Request;
import io.varve.model.Labels;
import io.varve.sharding.ingest.Delivery;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteAnswer;
import io.varve.testing.remote.WriteBatch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** Requests over HTTP, and what a sender is told. */
final class RemoteWriteEndToEndTest {
  private static final String V1 = "application/x-protobuf";
  private static final String V2 = "application/x-protobuf;proto=io.prometheus.write.v2.Request";

  private static RunningServer server;
  private static RemoteWriteClient client;

  @BeforeAll
  static void start() throws Exception {
    server =
        new RunningServer(
            "varve.http.write { max-body = 64KiB, max-decoded = 1MiB, credit = 4MiB }");
    client = new RemoteWriteClient(server.uri(), "");
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void aBatchIsWrittenAndItsDuplicateToo() throws Exception {
    WriteBatch batch = new WriteBatch();
    for (int i = 0; i < 2_000; i++) {
      batch.add(series("batch", "i" + i), 1_000, i);
    }
    for (int round = 0; round < 2; round++) {
      WriteAnswer answer = client.write(batch);
      assertThat(answer).isEqualTo(new WriteAnswer(204, "", 2_000, -1));
    }
  }

  @Test
  void conflictsAre400AndTheRestIsKept() throws Exception {
    WriteBatch batch = new WriteBatch();
    batch.add(series("conflict", "a"), 1, 1);
    client.write(batch);
    batch.clear();
    batch.add(series("conflict", "a"), 1, 2);
    batch.add(series("conflict", "b"), 1, 2);
    WriteAnswer answer = client.write(batch);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.samplesWritten()).isEqualTo(1);
    assertThat(answer.text())
        .contains("1 samples stored, 1 refused for good")
        .contains("conflict in series {__name__=\"conflict\", x=\"a\"}");
  }

  @Test
  void badLabelsAndHistogramsAre400AndTheRestIsKept() throws Exception {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    request.addTimeseries(pb("good").addSamples(Sample.newBuilder().setTimestamp(5).setValue(1)));
    request.addTimeseries(
        pb("dup").addLabels(label("a", "1")).addLabels(label("a", "2")).addSamples(sample()));
    request.addTimeseries(TimeSeries.newBuilder().addSamples(sample()));
    request.addTimeseries(pb("h").addHistograms(Histogram.newBuilder().setCountInt(1)));
    WriteAnswer answer = post(request);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.samplesWritten()).isEqualTo(1);
    assertThat(answer.text())
        .contains("3 refused for good")
        .contains("2 invalid labels")
        .contains("1 invalid histograms");
  }

  @Test
  void exemplarsAndMetadataAreAccepted() throws Exception {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    request.addMetadata(MetricMetadata.newBuilder().setMetricFamilyName("m").setHelp("help"));
    assertThat(post(request)).isEqualTo(new WriteAnswer(204, "", 0, -1));
    request.addTimeseries(
        pb("e").addSamples(sample()).addExemplars(Exemplar.newBuilder().setValue(2)));
    assertThat(post(request)).isEqualTo(new WriteAnswer(204, "", 1, -1));
    assertThat(metadata("anonymous"))
        .isEqualTo(
            "{\"status\":\"success\",\"data\":"
                + "{\"m\":[{\"type\":\"unknown\",\"unit\":\"\",\"help\":\"help\"}]}}");
    assertThat(metadata("other")).isEqualTo("{\"status\":\"success\",\"data\":{}}");
    String metrics = new String(server.get("/metrics").body(), StandardCharsets.UTF_8);
    assertThat(metrics)
        .containsPattern("varve_remote_write_exemplars_dropped_total [1-9]")
        .containsPattern("varve_remote_write_metadata_bytes 2\\d\\d")
        .containsPattern("varve_remote_write_requests_total\\{code=\"204\"} [1-9]");
  }

  private static String metadata(String tenant) throws Exception {
    byte[] answer = server.get("/api/v1/metadata", "X-Scope-OrgID", tenant).body();
    return new String(answer, StandardCharsets.UTF_8);
  }

  @Test
  void remoteWrite2() throws Exception {
    Request.Builder request = Request.newBuilder().addAllSymbols(List.of("", "__name__", "two"));
    request.addTimeseries(
        io.varve.http.proto.v2.TimeSeries.newBuilder()
            .addAllLabelsRefs(List.of(1, 2))
            .addSamples(io.varve.http.proto.v2.Sample.newBuilder().setTimestamp(1).setValue(1)));
    byte[] body = Snappy.compress(request.build().toByteArray());
    assertThat(client.post(body, V2)).isEqualTo(new WriteAnswer(204, "", 1, -1));
  }

  @Test
  void garbageIs400() throws Exception {
    assertThat(client.post(new byte[] {1, 2, 3, 4, 5}, V1).status()).isEqualTo(400);
    assertThat(client.post(new byte[0], V1).status()).isEqualTo(400);
    assertThat(client.post(Snappy.compress(new byte[] {0x0A, 9, 1}), V1).status()).isEqualTo(400);
    assertThat(client.post(Snappy.compress(new byte[1 << 20 | 1]), V1).status())
        .as("a decompression bomb")
        .isEqualTo(400);
  }

  @Test
  void otherTypesAndEncodingsAre415() throws Exception {
    byte[] body = Snappy.compress(new byte[0]);
    assertThat(client.post(body, "").status()).isEqualTo(204);
    assertThat(client.post(body, "application/json").status()).isEqualTo(415);
    assertThat(client.post(body, V1 + ";proto=yolo").status()).isEqualTo(415);
    assertThat(client.post(body, "yolo").status()).isEqualTo(415);
    assertThat(raw(body, "Content-Type", V1, "Content-Encoding", "zstd").statusCode())
        .isEqualTo(415);
    HttpResponse<String> refused = raw(body, "Content-Type", "text/plain");
    assertThat(refused.statusCode()).isEqualTo(415);
    for (String kind : List.of("Samples", "Histograms", "Exemplars")) {
      assertThat(refused.headers().firstValue("X-Prometheus-Remote-Write-" + kind + "-Written"))
          .hasValue("0");
    }
  }

  @Test
  void tenantsAreApartAndTheirNamesChecked() throws Exception {
    byte[] body = Snappy.compress(new byte[0]);
    assertThat(raw(body, "X-Scope-OrgID", "team-a").statusCode()).isEqualTo(204);
    assertThat(raw(body, "X-Scope-OrgID", "../etc").statusCode()).isEqualTo(400);
  }

  @Test
  void aBodyOverTheBoundIs413WhetherItsLengthIsKnownOrNot() throws Exception {
    assertThat(client.post(new byte[65_537], V1).status()).isEqualTo(413);
    var unknownLength =
        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[200_000]));
    assertThat(send(unknownLength, "Content-Type", V1).statusCode()).isEqualTo(413);
  }

  @Test
  void transientFaultsAre503WithEverythingSaid() throws Exception {
    try (RunningServer own = new RunningServer("");
        RemoteWriteClient sender = new RemoteWriteClient(own.uri(), "")) {
      own.store.deliver(new Delivery.Interrupted(7, "shard 3 does not answer"));
      WriteBatch batch = new WriteBatch();
      batch.add(series("late", "a"), 1, 1);
      batch.add(series("late", "a"), 1, 2);
      WriteAnswer answer = sender.write(batch);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.retryAfterSeconds()).isEqualTo(7);
      assertThat(answer.samplesWritten()).isEqualTo(1);
      assertThat(answer.text()).contains("shard 3 does not answer").contains("1 refused for good");

      own.store.haveBug();
      assertThat(sender.write(batch).status()).isEqualTo(500);
    }
  }

  @Test
  void creditRunsOutAndComesBack() throws Exception {
    try (RunningServer own = new RunningServer("varve.http.write.credit = 100KiB");
        RemoteWriteClient sender = new RemoteWriteClient(own.uri(), "");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      own.store.close();
      WriteBatch batch = new WriteBatch();
      for (int i = 0; i < 1_000; i++) {
        batch.add(series("held", "i" + i), 1, i);
      }
      CompletableFuture<WriteAnswer> held =
          CompletableFuture.supplyAsync(() -> write(sender, batch), threads);
      await().until(() -> metric(own, "varve_remote_write_credit_taken_bytes") > 50_000);
      WriteBatch other = new WriteBatch();
      for (int i = 0; i < 1_000; i++) {
        other.add(series("other", "i" + i), 1, i);
      }
      WriteAnswer refused = sender.write(other);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.retryAfterSeconds()).isEqualTo(1);

      own.store.open();
      assertThat(held.join().status()).isEqualTo(204);
      await().until(() -> metric(own, "varve_remote_write_credit_taken_bytes") == 0);
      assertThat(sender.write(other).status()).isEqualTo(204);
    }
  }

  @Test
  void aTenantOverItsRateGets429() throws Exception {
    String limit = "varve.http.write { samples-per-second = 10, burst = 1s }";
    try (RunningServer own = new RunningServer(limit);
        RemoteWriteClient sender = new RemoteWriteClient(own.uri(), "")) {
      WriteBatch batch = new WriteBatch();
      for (int i = 0; i < 1_000; i++) {
        batch.add(series("fast", "i" + i), 1, i);
      }
      assertThat(sender.write(batch).status()).as("a burst goes into debt").isEqualTo(204);
      WriteAnswer answer = sender.write(batch);
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.retryAfterSeconds()).isGreaterThan(50);
      assertThat(answer.samplesWritten()).isZero();
    }
  }

  private static double metric(RunningServer server, String name) throws Exception {
    String text = new String(server.get("/metrics").body(), StandardCharsets.UTF_8);
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  private static WriteAnswer write(RemoteWriteClient sender, WriteBatch batch) {
    try {
      return sender.write(batch);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static WriteAnswer post(WriteRequest.Builder request)
      throws IOException, InterruptedException {
    return client.post(Snappy.compress(request.build().toByteArray()), V1);
  }

  private static HttpResponse<String> raw(byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send(BodyPublishers.ofByteArray(body), headers);
  }

  private static HttpResponse<String> send(HttpRequest.BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(server.uri().resolve("/api/v1/write")).headers(headers).POST(body);
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static EncodedSeries series(String name, String x) {
    return EncodedSeries.of(Labels.of("__name__", name, "x", x));
  }

  private static TimeSeries.Builder pb(String name) {
    return TimeSeries.newBuilder().addLabels(label("__name__", name));
  }

  private static Label label(String name, String value) {
    return Label.newBuilder().setName(name).setValue(value).build();
  }

  private static Sample sample() {
    return Sample.newBuilder().setTimestamp(1).setValue(1).build();
  }
}
