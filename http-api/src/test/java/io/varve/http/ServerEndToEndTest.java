package io.varve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.core.metrics.Counter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health, metrics, errors and compression. */
final class ServerEndToEndTest {
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RunningServer("");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void healthAndReadiness() throws Exception {
    assertThat(text("/-/healthy")).isEqualTo("Varve is Healthy.\n");
    assertThat(text("/-/ready")).isEqualTo("Varve is Ready.\n");
    server.reasonAgainstReadiness = "3 of 16 shards are loading";
    assertThat(server.get("/-/ready").statusCode()).isEqualTo(503);
    assertThat(text("/-/ready")).contains("3 of 16 shards are loading");
    assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void unknownPathsAndMethods() throws Exception {
    assertThat(server.get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/nowhere").statusCode()).isEqualTo(404);
    assertThat(text("/api/v1/nowhere"))
        .isEqualTo(
            "{\"status\":\"error\",\"errorType\":\"not_found\","
                + "\"error\":\"no such endpoint: /api/v1/nowhere\"}");
    var notAllowed = server.get("/api/v1/write");
    assertThat(notAllowed.statusCode()).isEqualTo(405);
    assertThat(notAllowed.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void metricsAreCompressedForThoseWhoAccept() throws Exception {
    Counter many = Counter.builder().name("many_total").labelNames("i").register(server.registry);
    for (int i = 0; i < 100; i++) {
      many.labelValues("i" + i).inc();
    }
    var plain = server.get("/metrics");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    var compressed = server.get("/metrics", "Accept-Encoding", "deflate, gzip;q=0.5");
    assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("many_total{i=\"i99\"} 1.0");
    }
    var forbidden = server.get("/metrics", "Accept-Encoding", "gzip;q=0");
    assertThat(forbidden.headers().firstValue("Content-Encoding")).isEmpty();
    var small = server.get("/-/ready", "Accept-Encoding", "gzip");
    assertThat(small.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void aStoppedServerAnswersNoMore() throws Exception {
    server.stop();
    assertThatThrownBy(() -> server.get("/-/ready")).isInstanceOf(IOException.class);
  }

  private String text(String path) throws Exception {
    return new String(server.get(path).body(), StandardCharsets.UTF_8);
  }
}
