package io.varve.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0s",
    "5m, 300000, 5m",
    "90s, 90000, 1m30s",
    "1h30m, 5400000, 1h30m",
    "1y2w3d4h5m6s7ms, 33019506007, 382d4h5m6s7ms",
    "14d, 1209600000, 2w",
    "365d, 31536000000, 1y",
    "12w6d, 7776000000, 90d",
    "100y, 3153600000000, 100y",
  })
  void readsAndWrites(String text, long millis, String written) {
    assertThat(Durations.parse(text)).isEqualTo(millis);
    assertThat(Durations.format(millis)).isEqualTo(written);
  }

  @Test
  void writesNegativeOnesWithASign() {
    assertThat(Durations.format(-90_000)).isEqualTo("-1m30s");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``, empty duration string",
        "1, not a valid duration string: \"1\"",
        "m, not a valid duration string: \"m\"",
        "-5m, not a valid duration string: \"-5m\"",
        "5m1h, not a valid duration string: \"5m1h\"",
        "5m5m, not a valid duration string: \"5m5m\"",
        "5hs, unknown unit \"hs\" in duration \"5hs\"",
        "1.5h, unknown unit \".\" in duration \"1.5h\"",
        "300y, duration out of range",
        "200y4900w, duration out of range",
      })
  void refusesOthers(String text, String message) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
