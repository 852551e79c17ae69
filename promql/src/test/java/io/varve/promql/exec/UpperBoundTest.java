package io.varve.promql.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpperBoundTest {
  @ParameterizedTest
  @CsvSource({
    "+Inf, Infinity",
    "inf, Infinity",
    "-Infinity, -Infinity",
    "0.1, 0.1",
    "1e3, 1000",
    ".5, 0.5",
    "5., 5",
    "0x1p-2, 0.25",
    "1d, NaN",
    "1f, NaN",
    "' 1', NaN",
    "'', NaN",
    "0x1, NaN",
    "1e, NaN",
  })
  void readsAsGoDoes(String text, double expected) {
    assertEquals(expected, UpperBound.parse(text));
  }
}
