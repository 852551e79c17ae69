package io.varve.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "1_000, 1000",
    "0x1F, 31",
    "0X_ff, 255",
    "010, 8",
    "0_17, 15",
    "089, 89",
    "1.5, 1.5",
    ".5, 0.5",
    "5., 5",
    "1_23.50_0_0e+1_2, 123.5e12",
    "2e-3, 0.002",
    "9223372036854775807, 9223372036854775807",
    "99999999999999999999, 1e20",
  })
  void readsNumbers(String text, double value) {
    assertThat(Numbers.parse(text)).isEqualTo(value);
  }

  @Test
  void readsWordsInAnyCase() {
    assertThat(Numbers.parse("iNf")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Numbers.parse("nAn")).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "1__0, invalid syntax",
    "1_, invalid syntax",
    "1_.5, invalid syntax",
    "1e+, invalid syntax",
    "0x, invalid syntax",
    "0xffffffffffffffffffff, invalid syntax",
    "1e999, value out of range",
  })
  void refusesOthers(String text, String reason) {
    assertThatThrownBy(() -> Numbers.parse(text))
        .isInstanceOf(NumberFormatException.class)
        .hasMessage(
            "error parsing number: strconv.ParseFloat: parsing \"" + text + "\": " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "-0.0, -0, -0",
    "1, 1, 1",
    "-1.5, -1.5, -1.5",
    "1e20, 100000000000000000000, 100000000000000000000",
    "1e21, 1000000000000000000000, 1e+21",
    "1.25e-7, 0.000000125, 1.25e-07",
    "1e-4, 0.0001, 0.0001",
    "0.1, 0.1, 0.1",
    "Infinity, +Inf, +Inf",
    "-Infinity, -Inf, -Inf",
    "NaN, NaN, NaN",
  })
  void writesThemShortest(double value, String fixed, String general) {
    assertThat(Numbers.formatFixed(value)).isEqualTo(fixed);
    assertThat(Numbers.format(value)).isEqualTo(general);
  }
}
