package io.varve.promql.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.FloatHistogram;
import org.junit.jupiter.api.Test;

/** Histograms cut off at a value, by hand-computed cases. */
class HistogramTrimTest {
  private static final FloatHistogram CUSTOM =
      Hist.custom(10, 30, new double[] {2, 4, 8}, 2, 4, 4).of();

  @Test
  void aBucketThatHoldsTheValueIsCutInProportion() {
    // Middles: 1 of (-Inf,2] with 2, 2.5 of (2,3] with 2.
    assertThat(below(CUSTOM, 3))
        .isEqualTo("{{schema:-53 count:4 sum:7 custom_values:[2 4 8] buckets:[2 2]}}");
    // Middles: 3.5 of (3,4] with 2, 6 of (4,8] with 4.
    assertThat(above(CUSTOM, 3))
        .isEqualTo("{{schema:-53 count:6 sum:31 custom_values:[2 4 8] offset:1 buckets:[2 4]}}");
  }

  @Test
  void whatIsNotCutStaysAsItIs() {
    assertThat(HistogramTrim.below(CUSTOM, 8)).isSameAs(CUSTOM);
    assertThat(HistogramTrim.above(CUSTOM, Double.NEGATIVE_INFINITY)).isSameAs(CUSTOM);
  }

  @Test
  void theFirstCustomBucketBeginsAtZeroAndTheLastIsAllOrNothing() {
    FloatHistogram h = Hist.custom(6, 30, new double[] {4}, 2, 4).of();

    assertThat(below(h, 2)).isEqualTo("{{schema:-53 count:1 sum:1 custom_values:[4] buckets:[1]}}");
    assertThat(above(h, 2))
        .isEqualTo("{{schema:-53 count:5 sum:19 custom_values:[4] buckets:[1 4]}}");
    assertThat(above(h, 9))
        .isEqualTo("{{schema:-53 count:4 sum:36 custom_values:[4] offset:1 buckets:[4]}}");
    assertThat(below(h, 9)).isEqualTo("{{schema:-53 count:2 sum:4 custom_values:[4] buckets:[2]}}");
  }

  @Test
  void exponentialBucketsHaveGeometricMiddles() {
    // Buckets (1,4], schema -1: half of the logarithm is below 2, with the middle √2.
    FloatHistogram h = Hist.exponential(-1, 4, 9, 1, 4).negative(1, 2).of();

    assertThat(HistogramTrim.below(h, 2).positiveBuckets()).containsExactly(2);
    assertThat(HistogramTrim.below(h, 2).sum()).isEqualTo(-4 + 2 * Math.sqrt(2));
    assertThat(HistogramTrim.above(h, -2).negativeBuckets()).containsExactly(1);
    assertThat(HistogramTrim.above(h, 0).negativeBuckets()).isEmpty();
  }

  @Test
  void theZeroBucketIsCutOnTheSideThatThereIs() {
    FloatHistogram both = Hist.exponential(0, 8, 1, 0).zero(1, 8).of();
    FloatHistogram positive = Hist.exponential(0, 10, 1, 1, 2).zero(1, 8).of();

    assertThat(below(both, 0)).isEqualTo("{{count:4 sum:-2 z_bucket:4 z_bucket_w:1}}");
    assertThat(below(positive, 0.5)).isEqualTo("{{count:4 sum:1 z_bucket:4 z_bucket_w:1}}");
    assertThat(above(positive, 0)).isEqualTo(HistogramText.asExpression(positive));
    assertThat(below(positive, Double.NaN))
        .isEqualTo("{{count:NaN sum:NaN z_bucket:NaN z_bucket_w:1}}");
  }

  private static String below(FloatHistogram h, double value) {
    return HistogramText.asExpression(HistogramTrim.below(h, value));
  }

  private static String above(FloatHistogram h, double value) {
    return HistogramText.asExpression(HistogramTrim.above(h, value));
  }
}
