package io.varve.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.SeededRandom;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected here is what Go's strconv and jsoniter print. */
final class JsonWriterTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-1, -1",
    "1.5, 1.5",
    "0.1, 0.1",
    "100, 100",
    "123456789.125, 123456789.125",
    "0.000001, 0.000001",
    "0.00000099, 9.9e-07",
    "-1.25e-9, -1.25e-09",
    "1e15, 1000000000000000",
    "1e20, 100000000000000000000",
    "123456789012345680000, 123456789012345680000",
    "999999999999999900000, 999999999999999900000",
    "1e21, 1e+21",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "4.9E-324, 5e-324",
    "2e-323, 2e-323",
    "9.9e-324, 1e-323",
    "2.2250738585072014E-308, 2.2250738585072014e-308",
    "1e23, 1e+23",
    "9007199254740993, 9007199254740992",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf"
  })
  void values(double value, String expected) {
    assertThat(written(json -> json.value(value))).isEqualTo('"' + expected + '"');
  }

  @Test
  void aScalarHasNoExponent() {
    assertThat(written(json -> json.scalarValue(1e21))).isEqualTo("\"1000000000000000000000\"");
    assertThat(written(json -> json.scalarValue(2.5e-7))).isEqualTo("\"0.00000025\"");
    assertThat(written(json -> json.scalarValue(Double.MIN_VALUE))).hasSize(328).endsWith("5\"");
    assertThat(written(json -> json.scalarValue(Double.MAX_VALUE))).hasSize(311);
  }

  @Test
  void everyValueReadsBackAndIsTheShortest() {
    for (int i = 0; i < 200_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String text = written(json -> json.value(value)).replace("\"", "");
        assertThat(Double.parseDouble(text)).isEqualTo(value);
        assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
      }
    }
  }

  @Test
  void ordinaryValuesHaveNoExponent() {
    for (int i = 0; i < 200_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(16) - 4);
      if (Math.abs(value) >= 1e-6) {
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        assertThat(written(json -> json.value(value)))
            .isEqualTo('"' + shortest.toPlainString() + '"');
      }
    }
  }

  private static int digits(String decimal) {
    return new BigDecimal(decimal).stripTrailingZeros().precision();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.001",
    "10, 0.010",
    "1435781451781, 1435781451.781",
    "1435781451000, 1435781451",
    "-1, -0.001",
    "-1435781451050, -1435781451.050"
  })
  void timestamps(long millis, String expected) {
    assertThat(written(json -> json.timestamp(millis))).isEqualTo(expected);
  }

  @Test
  void stringsAreEscapedAsGoDoes() {
    String all = "a\"\\\n\r\t\b\u0001\u007f<>&ö\u2028\u2029€😀";
    assertThat(written(json -> json.label(all)))
        .isEqualTo("\"a\\\"\\\\\\n\\r\\t\\u0008\\u0001\u007f<>&ö\u2028\u2029€😀\"");
    assertThat(written(json -> json.string(all)))
        .isEqualTo(
            "\"a\\\"\\\\\\n\\r\\t\\u0008\\u0001\u007f\\u003c\\u003e\\u0026ö\\u2028\\u2029€😀\"");
  }

  @Test
  void commasComeBetweenValues() {
    assertThat(
            written(
                json -> {
                  json.beginObject().key("a").number(1).key("b").beginArray();
                  json.beginArray().endArray().bool(true).nothing().number(1.5);
                  json.endArray().labelKey("ö").beginObject().endObject().endObject();
                }))
        .isEqualTo("{\"a\":1,\"b\":[[],true,null,1.5],\"ö\":{}}");
  }

  @Test
  void whatIsTakenIsNotWrittenAgain() {
    JsonWriter json = new JsonWriter().beginArray().number(1);
    assertThat(new String(json.take(), StandardCharsets.UTF_8)).isEqualTo("[1");
    assertThat(json.size()).isZero();
    json.number(2).endArray();
    assertThat(new String(json.take(), StandardCharsets.UTF_8)).isEqualTo(",2]");
  }

  private static String written(Consumer<JsonWriter> what) {
    JsonWriter json = new JsonWriter();
    what.accept(json);
    return new String(json.take(), StandardCharsets.UTF_8);
  }
}
