package io.varve.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and durations in the forms that Prometheus takes, and no others. */
final class ApiTimesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "123, 123000",
    "123.123, 123123",
    "123.1236, 123124",
    "1435781451.781, 1435781451781",
    "1.4357814517815e9, 1435781451782",
    "-1.5, -1500",
    "1543578564.705, 1543578564705",
    "2015-06-03T13:21:58.555Z, 1433337718555",
    "2015-06-03T14:21:58.555+01:00, 1433337718555",
    "2015-06-03T13:21:58Z, 1433337718000",
    "-292273086-05-16T16:47:06Z, -9223309901257974000",
    "292277025-08-18T07:12:54.999999999Z, 9223309901257974999"
  })
  void times(String text, long millis) {
    assertThat(ApiTimes.time(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "foo", "30s", "2015-05-28", "2015-02-31T00:00:00Z", "1d", "0x10"})
  void whatIsNoTime(String text) {
    assertThatThrownBy(() -> ApiTimes.time(text))
        .hasMessage("cannot parse \"" + text + "\" to a valid timestamp");
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "123, PT123S",
    "123.333, PT123.333S",
    "-5, PT-5S",
    "15s, PT15S",
    "5m, PT5M",
    "1h30m, PT90M",
    "1d, PT24H",
    "1w, PT168H",
    "1y, PT8760H",
    "1s500ms, PT1.5S"
  })
  void durations(String text, Duration duration) {
    assertThat(ApiTimes.duration(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "foo", "5x", "1m1h", "-5m", "300y", "1.5h"})
  void whatIsNoDuration(String text) {
    assertThatThrownBy(() -> ApiTimes.duration(text))
        .hasMessage("cannot parse \"" + text + "\" to a valid duration");
  }

  @Test
  void aDurationTooLongForGo() {
    assertThatThrownBy(() -> ApiTimes.duration("1e10"))
        .hasMessage("cannot parse \"1e10\" to a valid duration. It overflows int64");
  }
}
