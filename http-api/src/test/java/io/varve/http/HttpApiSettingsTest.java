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
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    for (String line :
        new String[] {
          "port = 70000",
          "max-connections = 0",
          "write.max-samples = 0",
          "read.max-concurrent = 0",
          "write.credit = 0",
          "write.max-decoded = 1GiB"
        }) {
      assertThatThrownBy(
              () ->
                  HttpApiSettings.from(
                      ConfigFactory.parseString("varve.http." + line)
                          .withFallback(ConfigFactory.load())))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
