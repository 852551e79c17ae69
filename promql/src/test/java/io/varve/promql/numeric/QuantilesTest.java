package io.varve.promql.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void interpolatesBetweenNeighbours() {
    assertThat(quantile(0.5, 3, 1, 2)).isEqualTo(2);
    assertThat(quantile(0.5, 3, 1)).isEqualTo(2);
    assertThat(quantile(0.75, 0, 1)).isEqualTo(0.75);
    assertThat(quantile(0, 5, 4)).isEqualTo(4);
    assertThat(quantile(1, 5, 4)).isEqualTo(5);
    assertThat(quantile(0.3, 7)).isEqualTo(7);
  }

  @Test
  void answersInfinitiesOutsideOfZeroToOne() {
    assertThat(quantile(-0.1, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(quantile(1.1, 1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(quantile(Double.NaN, 1)).isNaN();
    assertThat(quantile(0.5)).isNaN();
    assertThat(Quantiles.isValid(Double.NaN)).isFalse();
    assertThat(Quantiles.isValid(1)).isTrue();
  }

  @Test
  void putsNanBeforeAllNumbers() {
    assertThat(quantile(0, 1, Double.NaN, 2)).isNaN();
    assertThat(quantile(1, 1, Double.NaN, 2)).isEqualTo(2);
    assertThat(quantile(0.5, 1, Double.NaN, Double.NEGATIVE_INFINITY))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  private static double quantile(double phi, double... values) {
    return Quantiles.inPlace(phi, values, values.length);
  }
}
