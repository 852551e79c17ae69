package io.varve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HttpApiSettingsTest {
  @Test
  void defaults() {
    HttpApiSettings settings = HttpApiSettings.from(ConfigFactory.load());
    assertThat(settings.server().port()).isEqualTo(9292);
    assertThat(settings.server().requestTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.write().limits().decodedBytes()).isEqualTo(32 << 20);
    assertThat(settings.write().samplesPerSecond()).isZero();
    assertThat(settings.read().frameBytes()).isEqualTo(1 << 20);
    assertThat(settings.query().maxConcurrency()).isEqualTo(20);
    assertThat(settings.query().timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.query().engine().lookbackMs()).isEqualTo(300_000);
    assertThat(settings.query().engine().maxSamples()).isEqualTo(50_000_000);
    assertThat(settings.query().maxWaiting()).isEqualTo(1000);
    assertThat(settings.query().engine().maxBytes())
        .as("one query has no more than all together")
        .isEqualTo(Math.min(1L << 30, settings.query().memoryBytes()));
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    for (String line :
        new String[] {
          "http.port = 70000",
          "http.max-connections = 0",
          "http.write.max-samples = 0",
          "http.read.max-concurrent = 0",
          "http.write.credit = 0",
          "http.write.max-decoded = 1GiB",
          "query.max-concurrency = 0",
          "query.max-waiting = 0",
          "query.timeout = 0s",
          "query.lookback = 0s",
          "query.heap-fraction = 0"
        }) {
      assertThatThrownBy(
              () ->
                  HttpApiSettings.from(
                      ConfigFactory.parseString("varve." + line)
                          .withFallback(ConfigFactory.load())))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
