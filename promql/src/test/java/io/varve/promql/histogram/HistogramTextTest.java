package io.varve.promql.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.FloatHistogram;
import io.varve.model.HistogramSchema;
import org.junit.jupiter.api.Test;

/** Histograms as Prometheus prints them, and the bounds of their buckets. */
class HistogramTextTest {
  @Test
  void bucketsRiseFromTheLowest() {
    FloatHistogram h =
        Hist.exponential(0, 1e6, -2.5, 0, 1, 0, 3).negative(0, 4, 5).zero(0.25, 6).of();

    assertThat(HistogramText.of(h))
        .isEqualTo(
            "{count:1e+06, sum:-2.5, [-2,-1):5, [-1,-0.5):4, [-0.25,0.25]:6, (0.5,1]:1, (2,4]:3}");
    assertThat(HistogramText.of(Hist.custom(3, 1, new double[] {5}, 1, 2).of()))
        .isEqualTo("{count:3, sum:1, [-Inf,5]:1, (5,+Inf]:2}");
  }

  @Test
  void bucketsThatOverlapWithTheZeroBucketAreShownWithoutTheOverlap() {
    FloatHistogram h = Hist.exponential(0, 2, 1, 0, 2).negative(0, 1).zero(0.75, 1).of();
    BucketCursor rising = BucketCursor.rising(h);
    BucketCursor falling = BucketCursor.falling(h);

    assertThat(rising.next()).isTrue();
    assertThat(rising.bucket()).hasToString("[-1,-0.75):1");
    assertThat(rising.next()).isTrue();
    assertThat(rising.bucket()).hasToString("[-0.75,0.75]:1");
    assertThat(rising.next()).isTrue();
    assertThat(rising.bucket()).hasToString("(0.75,1]:2");
    assertThat(rising.next()).isFalse();
    assertThat(falling.next()).isTrue();
    assertThat(falling.bucket()).hasToString("(0.75,1]:2");
  }

  @Test
  void boundsAreThoseOfPrometheus() {
    assertThat(ExponentialBounds.upper(0, 8)).isEqualTo(1);
    assertThat(ExponentialBounds.upper(-1, 1)).isEqualTo(0.7071067811865475);
    assertThat(ExponentialBounds.upper(1, 1)).isEqualTo(1.414213562373095);
    assertThat(ExponentialBounds.upper(3, -2)).isEqualTo(4096);
    assertThat(ExponentialBounds.upper(1024, 0)).isEqualTo(Double.MAX_VALUE);
    assertThat(ExponentialBounds.upper(256, -2)).isEqualTo(Double.MAX_VALUE);
    assertThat(ExponentialBounds.upper(1025, 0)).isInfinite();
    assertThat(ExponentialBounds.upper(-1074, 0)).isEqualTo(Double.MIN_VALUE);
    for (int schema = -4; schema < HistogramSchema.MAX_EXPONENTIAL; schema++) {
      for (int index = -20; index <= 20; index++) {
        assertThat(ExponentialBounds.upper(index, schema))
            .isEqualTo(ExponentialBounds.upper(2 * index, schema + 1));
      }
    }
  }
}
