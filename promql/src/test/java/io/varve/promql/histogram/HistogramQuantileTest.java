package io.varve.promql.histogram;

import static io.varve.promql.histogram.HistogramRemark.NANS_EXCLUDED;
import static io.varve.promql.histogram.HistogramRemark.NAN_QUANTILE;
import static io.varve.promql.histogram.HistogramRemark.SKEWED_QUANTILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.varve.model.FloatHistogram;
import io.varve.testing.SeededRandom;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quantiles, fractions and moments of histograms. */
class HistogramQuantileTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);

  @Test
  void bucketsAreInterpolatedByLogarithms() {
    FloatHistogram h = Hist.exponential(0, 4, 5, 1, 4).of();

    assertThat(quantile(0.5, h)).isCloseTo(Math.sqrt(2), within(1e-15));
    assertThat(quantile(0, h)).isEqualTo(1);
    assertThat(quantile(1, h)).isEqualTo(2);
    assertThat(fraction(-INF, Math.sqrt(2), h)).isCloseTo(0.5, within(1e-15));
    FloatHistogram mirrored = Hist.exponential(0, 4, -5, 0).negative(1, 4).of();
    assertThat(quantile(0.5, mirrored)).isCloseTo(-Math.sqrt(2), within(1e-15));
  }

  @Test
  void theZeroBucketIsInterpolatedEvenlyOnTheSideThatThereIs() {
    Hist positive = Hist.exponential(0, 4, 1, 1, 2).zero(0.5, 2);

    assertThat(quantile(0.25, positive.of())).isEqualTo(0.25);
    assertThat(quantile(0.25, Hist.exponential(0, 2, 1, 0).zero(0.5, 2).of())).isEqualTo(-0.25);
    assertThat(fraction(0, 0.25, positive.of())).isEqualTo(0.25);
  }

  @Test
  void customBucketsAreInterpolatedEvenly() {
    FloatHistogram h = Hist.custom(8, 1, new double[] {2, 4}, 2, 4, 2).of();

    assertThat(quantile(0.5, h)).isEqualTo(3);
    assertThat(quantile(0.125, h)).isEqualTo(1);
    assertThat(quantile(0.99, h)).isEqualTo(4);
    assertThat(fraction(2, 3, h)).isEqualTo(0.25);
    FloatHistogram below = Hist.custom(2, 1, new double[] {-1}, 2).of();
    assertThat(quantile(0.1, below)).isEqualTo(-1);
  }

  @Test
  void quantilesOutOfBoundsAndOfNothing() {
    FloatHistogram h = Hist.exponential(0, 4, 5, 1, 4).of();

    assertThat(quantile(-0.1, h)).isEqualTo(-INF);
    assertThat(quantile(1.1, h)).isEqualTo(INF);
    assertThat(quantile(Double.NaN, h)).isNaN();
    FloatHistogram empty = Hist.exponential(0, 0, 0, 0).of();
    assertThat(quantile(0.5, empty)).isNaN();
    assertThat(fraction(0, 1, empty)).isNaN();
    assertThat(fraction(1, 1, h)).isZero();
    assertThat(remarks).isEmpty();
  }

  @Test
  void observationsThatAreNaNCountAsTheHighest() {
    FloatHistogram h = Hist.exponential(0, 8, Double.NaN, 1, 4).of();

    assertThat(quantile(0.25, h)).isCloseTo(Math.sqrt(2), within(1e-15));
    assertThat(remarks).containsExactly(SKEWED_QUANTILE);
    assertThat(quantile(0.75, h)).isNaN();
    assertThat(remarks).containsExactlyInAnyOrder(NAN_QUANTILE, SKEWED_QUANTILE);
    assertThat(fraction(-INF, INF, h)).isEqualTo(0.5);
    assertThat(remarks).contains(NANS_EXCLUDED);
  }

  @Test
  void quantilesRiseAndFractionsAreTheirInverse() {
    RandomHistograms histograms = new RandomHistograms(random);
    for (int round = 0; round < 500; round++) {
      FloatHistogram any = histograms.exponential();
      FloatHistogram h =
          round % 2 == 0 ? histograms.custom() : new Hist(any).zero(0, any.zeroCount()).of();
      if (h.count() == 0) {
        continue;
      }
      double last = -INF;
      for (int i = 0; i <= 40; i++) {
        double value = quantile(i / 40.0, h);
        assertThat(value + 1e-9).as("quantile %s/40 of %s", i, h).isGreaterThanOrEqualTo(last);
        last = value;
        double lowest = fraction(-INF, value - 1e-6 * Math.abs(value) - 1e-12, h);
        assertThat(lowest).as("below quantile %s/40 of %s", i, h).isBetween(0.0, i / 40.0 + 1e-9);
      }
      assertThat(fraction(-INF, INF, h)).isEqualTo(1);
    }
  }

  @Test
  void momentsAreThoseOfTheBucketsMiddles() {
    FloatHistogram custom = Hist.custom(4, 8, new double[] {0, 2, 4}, 0, 2, 2).of();
    assertThat(HistogramMoments.mean(custom)).isEqualTo(2);
    assertThat(HistogramMoments.variance(custom)).isEqualTo(1);
    FloatHistogram h = Hist.exponential(-1, 4, 0, 1, 1).negative(1, 1).zero(0.1, 2).of();
    assertThat(HistogramMoments.variance(h)).isEqualTo(2);
    assertThat(HistogramMoments.deviation(h)).isEqualTo(Math.sqrt(2));
  }

  private double quantile(double phi, FloatHistogram h) {
    return HistogramQuantile.of(phi, h, remarks);
  }

  private double fraction(double lower, double upper, FloatHistogram h) {
    return HistogramFraction.of(lower, upper, h, remarks);
  }
}
