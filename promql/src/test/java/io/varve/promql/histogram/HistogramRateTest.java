package io.varve.promql.histogram;

import static io.varve.promql.histogram.HistogramRemark.MIXED_SCHEMAS;
import static io.varve.promql.histogram.HistogramRemark.NOT_COUNTER;
import static io.varve.promql.histogram.HistogramRemark.NOT_GAUGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes of histograms over windows, and the resets in them. */
class HistogramRateTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);
  private final HistogramRate rate = new HistogramRate();

  @Test
  void aBucketThatFallsOrVanishesIsAReset() {
    FloatHistogram before = Hist.exponential(0, 3, 3, 0, 1, 2).of();

    assertThat(reset(before, Hist.exponential(0, 5, 3, 0, 1, 4).of())).isFalse();
    assertThat(reset(before, Hist.exponential(0, 5, 3, 0, 4, 1).of())).isTrue();
    assertThat(reset(before, Hist.exponential(0, 5, 3, 1, 5).of())).isTrue();
    assertThat(reset(before, Hist.exponential(0, 5, 3, -1, 0, 2, 3).of())).isFalse();
    assertThat(reset(before, Hist.exponential(0, 2, 3, 0, 1, 2).of())).isTrue();
    assertThat(reset(before, Hist.exponential(0, 3, 3, 0, 1, 2).zero(0, -1).of())).isTrue();
  }

  @Test
  void bucketsMayBecomeCoarserButNotFiner() {
    FloatHistogram before = Hist.exponential(0, 10, 3, 0, 1, 2, 3, 4).of();

    assertThat(reset(before, Hist.exponential(-1, 10, 3, 0, 1, 5, 4).of())).isFalse();
    assertThat(reset(before, Hist.exponential(-1, 10, 3, 0, 1, 4, 5).of())).isTrue();
    assertThat(reset(before, Hist.exponential(1, 20, 3, 0, 1, 2, 3, 4).of())).isTrue();
  }

  @Test
  void aZeroBucketMayWidenToABoundButNotShrink() {
    FloatHistogram before = Hist.exponential(0, 7, 3, 0, 1, 2).zero(0.1, 4).of();

    assertThat(reset(before, Hist.exponential(0, 7, 3, 1, 2).zero(1, 5).of())).isFalse();
    assertThat(reset(before, Hist.exponential(0, 7, 3, 1, 3).zero(1, 4).of())).isTrue();
    assertThat(reset(before, Hist.exponential(0, 7, 3, 1, 2).zero(0.75, 5).of())).isTrue();
    assertThat(reset(before, Hist.exponential(0, 7, 3, 0, 1, 2).zero(0.05, 4).of())).isTrue();
  }

  @Test
  void customBucketsAreComparedByTheBoundsInCommon() {
    FloatHistogram before = Hist.custom(10, 1, new double[] {1, 2, 5}, 1, 2, 3, 4).of();

    assertThat(reset(before, Hist.custom(10, 1, new double[] {2, 5}, 3, 3, 4).of())).isFalse();
    assertThat(reset(before, Hist.custom(10, 1, new double[] {2, 5}, 2, 4, 4).of())).isTrue();
    assertThat(reset(before, Hist.exponential(0, 10, 1, 0, 10).of())).isTrue();
  }

  @Test
  void aHintDecides() {
    FloatHistogram before = Hist.exponential(0, 3, 3, 0, 3).of();
    Hist less = Hist.exponential(0, 2, 3, 0, 2);
    Hist more = Hist.exponential(0, 4, 3, 0, 4);

    assertThat(reset(before, less.hint(CounterResetHint.NOT_RESET).of())).isFalse();
    assertThat(reset(before, more.hint(CounterResetHint.RESET).of())).isTrue();
    assertThat(reset(before, less.hint(CounterResetHint.GAUGE).of())).isTrue();
  }

  private static boolean reset(FloatHistogram before, FloatHistogram now) {
    return CounterReset.between(before, now);
  }

  @Test
  void slidingAgreesWithWalking() {
    RandomHistograms histograms = new RandomHistograms(random);
    for (int round = 0; round < 300; round++) {
      List<FloatHistogram> series = series(histograms);
      rate.begin(series.size(), series::get, _ -> false);
      int from = 0;
      for (int to = 2; to <= series.size(); to += random.nextInt(3)) {
        from = Math.min(to - 2, from + random.nextInt(2));
        assertThat(rate.overWindow(from, to, true, remarks)).isTrue();
        double count = rate.count();
        FloatHistogram actual = rate.times(1);
        FloatHistogram expected = walk(series.subList(from, to));
        assertThat(HistogramText.asExpression(actual))
            .isEqualTo(HistogramText.asExpression(expected));
        assertThat(count).isEqualTo(expected.count());
        to += random.nextInt(3) == 0 ? 1 : 0;
      }
    }
    assertThat(remarks).isEmpty();
  }

  /** Each histogram is the last one and another one, or begins anew. */
  private List<FloatHistogram> series(RandomHistograms histograms) {
    List<FloatHistogram> series = new ArrayList<>();
    int schema = random.nextInt(3);
    FloatHistogram last = zero(histograms.exponential(schema));
    for (int left = 2 + random.nextInt(20); left > 0; left--) {
      FloatHistogram next = zero(histograms.exponential(schema));
      last = random.nextInt(4) == 0 ? next : Histograms.add(last, next, remarks);
      series.add(last);
    }
    return series;
  }

  private static FloatHistogram zero(FloatHistogram h) {
    return new Hist(h).zero(0, h.zeroCount()).of();
  }

  private FloatHistogram walk(List<FloatHistogram> window) {
    FloatHistogram change = Histograms.subtract(window.getLast(), window.getFirst(), remarks);
    for (int i = 1; i < window.size(); i++) {
      if (CounterReset.between(window.get(i - 1), window.get(i))) {
        change = Histograms.add(change, window.get(i - 1), remarks);
      }
    }
    return change;
  }

  @Test
  void whatComesBeforeAResetNeedNotFit() {
    List<FloatHistogram> series =
        List.of(
            Hist.custom(9, 1, new double[] {1}, 9).of(),
            Hist.exponential(0, 2, 1, 0, 2).hint(CounterResetHint.RESET).of(),
            Hist.exponential(0, 5, 4, 0, 5).of());
    rate.begin(3, series::get, _ -> false);

    assertThat(rate.overWindow(0, 3, true, remarks)).isTrue();
    assertThat(HistogramText.asExpression(rate.times(2)))
        .isEqualTo("{{count:10 sum:8 counter_reset_hint:gauge buckets:[10]}}");
    assertThat(remarks).isEmpty();
    assertThat(rate.overWindow(0, 3, false, remarks)).isFalse();
    assertThat(remarks).containsExactly(MIXED_SCHEMAS);
  }

  @Test
  void gaugesAndCountersAreToldApart() {
    Hist gauge = Hist.exponential(0, 5, 4, 0, 5).hint(CounterResetHint.GAUGE);
    Hist counter = Hist.exponential(0, 7, 4, 0, 7);
    List<FloatHistogram> series = List.of(counter.of(), gauge.of(), counter.of(), counter.of());
    rate.begin(4, series::get, _ -> false);

    rate.overWindow(0, 4, true, remarks);
    assertThat(remarks).containsExactly(NOT_COUNTER);
    rate.overStep(3, false, remarks);
    assertThat(remarks).containsExactly(NOT_COUNTER, NOT_GAUGE);
  }

  @Test
  void aStepIsADifferenceOrWhatCameAfterAReset() {
    List<FloatHistogram> series =
        List.of(
            Hist.exponential(0, 3, 4, 0, 3).of(),
            Hist.exponential(0, 7, 9, 0, 7).of(),
            Hist.exponential(0, 2, 2, 0, 2).of());
    rate.begin(3, series::get, _ -> false);

    rate.overStep(1, true, remarks);
    assertThat(HistogramText.asExpression(rate.dividedBy(2)))
        .isEqualTo("{{count:2 sum:2.5 counter_reset_hint:gauge buckets:[2]}}");
    rate.overStep(2, true, remarks);
    assertThat(rate.dividedBy(1).count()).isEqualTo(2);
    rate.overStep(2, false, remarks);
    assertThat(rate.dividedBy(1).count()).isEqualTo(-5);
  }
}
