package io.varve.promql.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sums and means of histograms, whole and in parts. */
class HistogramSumTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);

  @Test
  void aSumDoesNotDependOnOrderAndSplit() {
    RandomHistograms histograms = new RandomHistograms(random);
    for (int round = 0; round < Scale.of(2000, 100_000); round++) {
      boolean custom = round % 3 == 0;
      List<FloatHistogram> all = new ArrayList<>();
      for (int left = 1 + random.nextInt(6); left > 0; left--) {
        all.add(custom ? histograms.custom() : histograms.exponential());
      }
      FloatHistogram expected = sum(all);
      assertThat(RandomHistograms.inBuckets(expected)).isEqualTo(expected.count());
      assertThat(expected.count()).isEqualTo(all.stream().mapToDouble(FloatHistogram::count).sum());

      Collections.shuffle(all, random);
      assertThat(HistogramText.asExpression(split(all)))
          .isEqualTo(HistogramText.asExpression(expected));
    }
  }

  private FloatHistogram sum(List<FloatHistogram> all) {
    HistogramSum sum = new HistogramSum();
    all.forEach(h -> sum.add(h, remarks));
    sum.compact();
    return sum.total(remarks);
  }

  /** Adds up in some sums that are merged, some by way of their parts. */
  private FloatHistogram split(List<FloatHistogram> all) {
    List<HistogramSum> sums = new ArrayList<>();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      sums.add(new HistogramSum());
    }
    all.forEach(h -> sums.get(random.nextInt(sums.size())).add(h, remarks));
    HistogramSum merged = new HistogramSum();
    for (HistogramSum sum : sums) {
      merged.merge(HistogramSum.of(sum.flags(), sum.parts()), remarks);
    }
    assertThat(merged.bytes()).isPositive();
    merged.compact();
    return merged.total(remarks);
  }

  @Test
  void aSumOfHistogramsOfOneSchemaIsThatOfTheOperator() {
    RandomHistograms histograms = new RandomHistograms(random);
    for (int round = 0; round < 500; round++) {
      int schema = random.nextInt(5) - 1;
      List<FloatHistogram> all = new ArrayList<>();
      FloatHistogram expected = histograms.exponential(schema);
      all.add(expected);
      for (int left = random.nextInt(5); left > 0; left--) {
        FloatHistogram next = histograms.exponential(schema);
        all.add(next);
        expected = Histograms.add(expected, next, remarks);
      }
      assertThat(HistogramText.asExpression(sum(all)))
          .isEqualTo(HistogramText.asExpression(expected));
    }
  }

  @Test
  void roundingIsCompensated() {
    FloatHistogram large = Hist.exponential(0, 1e16, 1e16, 0, 1e16).of();
    FloatHistogram small = Hist.exponential(0, 1, 1, 0, 1).of();
    FloatHistogram less = Hist.exponential(0, -1e16, -1e16, 0, -1e16).of();

    assertThat(HistogramText.asExpression(sum(List.of(large, small, less))))
        .isEqualTo("{{count:1 sum:1 buckets:[1]}}");
  }

  @Test
  void hintsAreJoinedAndMayCollide() {
    FloatHistogram reset = Hist.exponential(0, 1, 1, 0, 1).hint(CounterResetHint.RESET).of();
    FloatHistogram on = Hist.exponential(0, 1, 1, 0, 1).hint(CounterResetHint.NOT_RESET).of();
    FloatHistogram gauge = Hist.exponential(0, 1, 1, 0, 1).hint(CounterResetHint.GAUGE).of();

    assertThat(sum(List.of(reset, reset)).counterResetHint()).isEqualTo(CounterResetHint.RESET);
    assertThat(remarks).isEmpty();
    assertThat(sum(List.of(reset, on)).counterResetHint()).isEqualTo(CounterResetHint.UNKNOWN);
    assertThat(remarks).containsExactly(HistogramRemark.COLLISION_IN_AGGREGATION);
    assertThat(sum(List.of(reset, gauge)).counterResetHint()).isEqualTo(CounterResetHint.GAUGE);
  }

  @Test
  void thereIsNoSumOfExponentialAndCustomBuckets() {
    HistogramSum sum = new HistogramSum();
    sum.add(Hist.exponential(0, 1, 1, 0, 1).of(), remarks);
    sum.add(Hist.custom(1, 1, new double[] {1}, 1).of(), remarks);
    sum.add(Hist.exponential(0, 1, 1, 0, 1).of(), remarks);

    assertThat(sum.isMixed()).isTrue();
    assertThat(sum.hasTotal()).isFalse();
    assertThat(remarks).containsExactly(HistogramRemark.MIXED_SCHEMAS);
    sum.clear();
    assertThat(sum.isMixed()).isFalse();
  }

  @Test
  void partsThatAreNoneAreRefused() {
    FloatHistogram h = Hist.exponential(0, 1, 1, 0, 1).of();

    assertThatThrownBy(() -> HistogramSum.of(0, List.of(h)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HistogramSum.of(8, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMeanDoesNotDependOnOrderAndSplit() {
    RandomHistograms histograms = new RandomHistograms(random);
    for (int round = 0; round < 1000; round++) {
      List<FloatHistogram> all = new ArrayList<>();
      for (int left = 1 + random.nextInt(6); left > 0; left--) {
        all.add(histograms.exponential());
      }
      FloatHistogram sum = sum(all);
      List<HistogramMean> means = List.of(new HistogramMean(), new HistogramMean());
      Collections.shuffle(all, random);
      all.forEach(h -> means.get(random.nextInt(2)).add(h, remarks));
      HistogramMean mean = new HistogramMean();
      for (HistogramMean part : means) {
        HistogramSum read = HistogramSum.of(part.sum().flags(), part.sum().parts());
        mean.merge(HistogramMean.of(part.count(), part.isIncremental(), read), remarks);
      }
      assertThat(mean.count()).isEqualTo(all.size());
      mean.compact();
      FloatHistogram actual = mean.mean(remarks);
      assertThat(actual.zeroThreshold()).isEqualTo(sum.zeroThreshold());
      assertThat(actual.positiveSpans()).isEqualTo(sum.positiveSpans());
      assertThat(actual.count()).isCloseTo(sum.count() / all.size(), within(1e-9));
      assertThat(actual.sum()).isCloseTo(sum.sum() / all.size(), within(1e-9));
      assertThat(RandomHistograms.inBuckets(actual)).isCloseTo(actual.count(), within(1e-9));
    }
  }

  @Test
  void aMeanDoesNotOverflow() {
    FloatHistogram large = Hist.exponential(0, 1e308, 1e308, 0, 1e308).of();
    HistogramMean mean = new HistogramMean();
    HistogramMean other = new HistogramMean();
    for (int i = 0; i < 5; i++) {
      mean.add(large, remarks);
      other.add(large, remarks);
    }
    mean.merge(other, remarks);

    assertThat(mean.isIncremental()).isTrue();
    FloatHistogram h = mean.mean(remarks);
    assertThat(h.count()).isCloseTo(1e308, within(1e293));
    assertThat(h.positiveBuckets()[0]).isCloseTo(1e308, within(1e293));
    assertThat(sum(List.of(large, large)).count()).isInfinite();
  }
}
