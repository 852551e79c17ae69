package io.varve.promql.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-12.5, -12.5",
    "1e21, 1000000000000000000000",
    "1e-7, 0.0000001",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "123456789012345680, 123456789012345680",
    "0.1, 0.1",
  })
  void printsWithoutExponent(double v, String expected) {
    assertEquals(expected, GoNumbers.plain(v));
  }

  @ParameterizedTest
  @CsvSource({
    "1.01, 1.01",
    "-0.1, -0.1",
    "100000, 100000",
    "1000000, 1e+06",
    "1234567, 1.234567e+06",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "-1.5e-300, -1.5e-300",
    "4.9e-324, 5e-324",
    "NaN, NaN",
    "-Infinity, -Inf",
  })
  void printsWithAnExponentWhereItIsLong(double v, String expected) {
    assertEquals(expected, GoNumbers.general(v));
  }

  /** The JDK prints the least float as 4.9E-324, of which one digit is enough. */
  @Test
  void printsNoMoreDigitsThanNeeded() {
    assertEquals("0." + "0".repeat(323) + "5", GoNumbers.plain(Double.MIN_VALUE));
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "10, 10", "99.5, 1e+02", "0.123, 0.12", "1234, 1.2e+03", "0.000012, 1.2e-05"})
  void rounds(double v, String expected) {
    assertEquals(expected, GoNumbers.general(v, 2));
  }
}
