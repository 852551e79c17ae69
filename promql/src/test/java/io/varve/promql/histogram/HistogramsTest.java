package io.varve.promql.histogram;

import static io.varve.promql.histogram.HistogramRemark.COLLISION_IN_ADDITION;
import static io.varve.promql.histogram.HistogramRemark.COLLISION_IN_SUBTRACTION;
import static io.varve.promql.histogram.HistogramRemark.MIXED_SCHEMAS;
import static io.varve.promql.histogram.HistogramRemark.RECONCILED_IN_ADDITION;
import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** PromQL's operators on histograms, by hand-computed cases. */
class HistogramsTest {
  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);

  @Test
  void bucketsOfBothAreAdded() {
    FloatHistogram a = Hist.exponential(0, 6, 10, 0, 1, 0, 2).negative(1, 3).of();
    FloatHistogram b = Hist.exponential(0, 9, 5, -1, 4, 5).negative(2, 7).of();

    assertThat(add(a, b))
        .isEqualTo("{{count:15 sum:15 offset:-1 buckets:[4 6 0 2] n_offset:1 n_buckets:[3 7]}}");
    assertThat(add(b, a)).isEqualTo(add(a, b));
    assertThat(remarks).isEmpty();
  }

  @Test
  void theCoarserSchemaWins() {
    // In schema 1, buckets 1 to 4 are (1,√2] (√2,2] (2,2√2] (2√2,4].
    FloatHistogram fine = Hist.exponential(1, 10, 20, 1, 1, 2, 3, 4).of();
    FloatHistogram coarse = Hist.exponential(0, 1, 1, 0, 1).of();

    assertThat(add(fine, coarse)).isEqualTo("{{count:11 sum:21 buckets:[1 3 7]}}");
    assertThat(HistogramText.asExpression(fine.reducedTo(-1)))
        .isEqualTo("{{schema:-1 count:10 sum:20 offset:1 buckets:[10]}}");
  }

  @Test
  void theWiderZeroBucketTakesInWhatIsInsideIt() {
    FloatHistogram narrow =
        Hist.exponential(0, 15, 0, -1, 1, 2, 4).negative(-1, 8).zero(0.1, 0).of();
    FloatHistogram wide = Hist.exponential(0, 3, 0, 2, 1).zero(0.5, 2).of();

    // (0.25,0.5] and its negative are inside 0.5.
    assertThat(add(narrow, wide))
        .isEqualTo("{{count:18 z_bucket:11 z_bucket_w:0.5 buckets:[2 4 1]}}");
    assertThat(add(wide, narrow)).isEqualTo(add(narrow, wide));
  }

  @Test
  void aZeroBucketNeverEndsInsideABucketWithObservations() {
    FloatHistogram narrow = Hist.exponential(0, 7, 0, 0, 1, 2, 4).of();
    FloatHistogram wide = Hist.exponential(0, 1, 0, 0).zero(0.75, 1).of();

    assertThat(add(narrow, wide))
        .isEqualTo("{{count:8 z_bucket:2 z_bucket_w:1 offset:1 buckets:[2 4]}}");
  }

  @Test
  void customBoundsThatBothHaveRemain() {
    FloatHistogram a = Hist.custom(10, 1, new double[] {1, 2, 5}, 1, 2, 3, 4).of();
    FloatHistogram b = Hist.custom(60, 2, new double[] {2, 3, 5}, 10, 20, 0, 30).of();

    assertThat(add(a, b))
        .isEqualTo("{{schema:-53 count:70 sum:3 custom_values:[2 5] buckets:[13 23 34]}}");
    assertThat(remarks).containsExactly(RECONCILED_IN_ADDITION);
  }

  @Test
  void exponentialAndCustomBucketsDoNotGoTogether() {
    FloatHistogram custom = Hist.custom(1, 1, new double[] {1}, 1).of();

    assertThat(Histograms.add(custom, Hist.exponential(0, 1, 1, 0, 1).of(), remarks)).isNull();
    assertThat(remarks).containsExactly(MIXED_SCHEMAS);
  }

  @Test
  void aDifferenceIsAGaugeAndHintsMayCollide() {
    FloatHistogram a = Hist.exponential(0, 5, 6, 0, 2, 3).hint(CounterResetHint.RESET).of();
    FloatHistogram b = Hist.exponential(0, 5, 3, 0, 4, 1).hint(CounterResetHint.NOT_RESET).of();

    assertThat(HistogramText.asExpression(Histograms.subtract(a, b, remarks)))
        .isEqualTo("{{sum:3 counter_reset_hint:gauge buckets:[-2 2]}}");
    assertThat(HistogramText.asExpression(Histograms.add(a, b, remarks)))
        .isEqualTo("{{count:10 sum:9 buckets:[6 4]}}");
    assertThat(remarks).containsExactly(COLLISION_IN_ADDITION, COLLISION_IN_SUBTRACTION);
  }

  @Test
  void divisionByZeroRemovesAllBuckets() {
    FloatHistogram h = Hist.exponential(0, 5, -6, 0, 2, 3).zero(0.1, 1).of();

    assertThat(HistogramText.asExpression(Histograms.divide(h, 0)))
        .isEqualTo("{{count:+Inf sum:-Inf z_bucket:+Inf z_bucket_w:0.1}}");
    assertThat(HistogramText.asExpression(Histograms.divide(h, -2)))
        .isEqualTo(
            "{{count:-2.5 sum:3 z_bucket:-0.5 z_bucket_w:0.1 counter_reset_hint:gauge"
                + " buckets:[-1 -1.5]}}");
    assertThat(HistogramText.asExpression(Histograms.multiply(h, 0)))
        .isEqualTo("{{z_bucket_w:0.1}}");
  }

  @Test
  void sameIgnoresHowSpansAreCutAndNotEmptyBuckets() {
    FloatHistogram whole = Hist.exponential(0, 5, 6, 3, 2, 3).of();
    FloatHistogram cut =
        withSpans(whole, List.of(new Span(3, 1), new Span(0, 0), new Span(0, 1)), 2, 3);
    FloatHistogram more = withSpans(whole, List.of(new Span(3, 3)), 2, 3, 0);

    assertThat(Histograms.same(whole, cut)).isTrue();
    assertThat(Histograms.same(whole, more)).isFalse();
    assertThat(Histograms.same(whole, Histograms.compact(more))).isTrue();
    assertThat(Histograms.same(whole, Hist.exponential(0, 5, 6, 4, 2, 3).of())).isFalse();
  }

  private static FloatHistogram withSpans(FloatHistogram h, List<Span> spans, double... buckets) {
    return new FloatHistogram(
        h.schema(),
        h.zeroThreshold(),
        h.zeroCount(),
        h.count(),
        h.sum(),
        spans,
        h.negativeSpans(),
        buckets,
        h.negativeBuckets(),
        h.customValues(),
        h.counterResetHint());
  }

  private String add(FloatHistogram a, FloatHistogram b) {
    return HistogramText.asExpression(Histograms.add(a, b, remarks));
  }
}
