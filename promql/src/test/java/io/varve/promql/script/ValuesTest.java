package io.varve.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.FloatValue;
import io.varve.model.StaleNaN;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "1, 1.0000019, true",
    "1, 1.0000021, false",
    "-1, 1, false",
    "0, 1e-300, false",
    "0, -0.0, true",
    "Infinity, Infinity, true",
    "Infinity, -Infinity, false",
    "Infinity, 1.7e308, false",
    "1.7e308, 1.7e308, true",
    "NaN, NaN, true",
    "NaN, 1, false",
    "0, NaN, false",
  })
  void comparesBySumTimesEpsilon(double a, double b, boolean alike) {
    assertThat(Values.alike(a, b)).isEqualTo(alike);
    assertThat(Values.alike(b, a)).isEqualTo(alike);
  }

  @Test
  void tellsStaleMarkersFromOtherNaNs() {
    assertThat(Values.alike(StaleNaN.VALUE, StaleNaN.VALUE)).isTrue();
    assertThat(Values.alike(StaleNaN.VALUE, Double.NaN)).isFalse();
    assertThat(Values.alike(StaleNaN.NORMAL_NAN, Double.NaN)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{sum:1 buckets:[0 3 0]}} | {{sum:1 buckets:[3] offset:1}} | true",
        "{{sum:1 buckets:[3]}} | {{sum:1 buckets:[3] offset:1}} | false",
        "{{sum:1 buckets:[3]}} | {{sum:1 n_buckets:[3]}} | false",
        "{{sum:1}} | {{sum:2}} | false",
        "{{count:1}} | {{count:1.0000001}} | true",
        "{{schema:1}} | {{schema:2}} | false",
        "{{z_bucket:1}} | {{z_bucket:2}} | false",
        "{{z_bucket_w:1}} | {{z_bucket_w:2}} | false",
        "{{schema:-53 custom_values:[1]}} | {{schema:-53 custom_values:[2]}} | false",
        "{{sum:1}} | {{sum:1 counter_reset_hint:gauge}} | true",
        "{{sum:1 counter_reset_hint:unknown}} | {{sum:1 counter_reset_hint:gauge}} | false",
      })
  void comparesHistogramsWithoutTheirEmptyBuckets(String expected, String actual, boolean alike) {
    Point.HistogramPoint point = (Point.HistogramPoint) point(actual);
    assertThat(Values.alike(point(expected), point.histogram())).isEqualTo(alike);
  }

  @Test
  void tellsFloatsFromHistograms() {
    assertThat(Values.alike(point("{{}}"), new FloatValue(0))).isFalse();
    assertThat(Values.alike(point("0"), ((Point.HistogramPoint) point("{{}}")).histogram()))
        .isFalse();
    assertThat(Values.alike(point("_"), new FloatValue(0))).isFalse();
  }

  private static Point point(String text) {
    return SeriesLine.parse(new Line("file.test", 1, "m " + text)).points().getFirst();
  }
}
