package io.varve.promql.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClassicHistogramTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void interpolatesInsideABucket() {
    ClassicHistogram h = of(0.1, 50, 0.2, 100, 1, 100, INF, 110);
    assertThat(h.quantile(0)).isEqualTo(0);
    assertThat(h.quantile(0.25)).isCloseTo(0.055, within(1e-15));
    assertThat(h.quantile(0.5)).isCloseTo(0.11, within(1e-15));
    assertThat(h.quantile(1)).as("in the highest bucket").isEqualTo(1);
    assertThat(h.isForced()).isFalse();
  }

  @Test
  void doesNotInterpolateBelowZero() {
    assertThat(of(-1, 10, 0, 20, INF, 20).quantile(0.1)).isEqualTo(-1);
    assertThat(of(-1, 10, 0, 20, INF, 20).quantile(0.75)).isEqualTo(-0.5);
  }

  @Test
  void answersForOddQuestions() {
    ClassicHistogram h = of(1, 1, INF, 2);
    assertThat(h.quantile(-0.1)).isEqualTo(-INF);
    assertThat(h.quantile(1.1)).isEqualTo(INF);
    assertThat(h.quantile(Double.NaN)).isNaN();
    assertThat(of(1, 1, 2, 2).quantile(0.5)).as("no highest bucket").isNaN();
    assertThat(of(INF, 2).quantile(0.5)).as("one bucket").isNaN();
    assertThat(of(1, 0, INF, 0).quantile(0.5)).as("no observations").isNaN();
    assertThat(of().quantile(0.5)).isNaN();
  }

  @Test
  void raisesCountsThatFall() {
    ClassicHistogram h = of(1, 10, 2, 8, 3, 12, 4, 11.5, INF, 20);
    assertThat(h.quantile(0.5)).isEqualTo(1);
    assertThat(h.isForced()).isTrue();
    assertThat(h.minBucket()).isEqualTo(2);
    assertThat(h.maxBucket()).isEqualTo(4);
    assertThat(h.maxDiff()).isEqualTo(2);
    assertThat(h.quantile(0.6)).as("asked again").isEqualTo(3);
    assertThat(h.maxDiff()).isEqualTo(2);
    h.clear();
    assertThat(h.isForced()).isFalse();
    assertThat(h.isEmpty()).isTrue();
  }

  @Test
  void overlooksWhatRoundingDid() {
    double less = 10 * (1 - 1e-13);
    ClassicHistogram h = of(1, 10, 2, less, INF, 20);
    assertThat(h.quantile(0.5)).isEqualTo(1);
    assertThat(h.isForced()).isFalse();
  }

  @Test
  void countsFractions() {
    ClassicHistogram h = of(1, 10, 2, 30, INF, 40);
    assertThat(h.fraction(0, 1)).isEqualTo(0.25);
    assertThat(h.fraction(0.5, 1.5)).isCloseTo(0.375, within(1e-15));
    assertThat(h.fraction(1, INF)).isEqualTo(0.75);
    assertThat(h.fraction(-INF, INF)).isEqualTo(1);
    assertThat(h.fraction(3, 5)).as("inside the highest bucket").isEqualTo(0);
    assertThat(h.fraction(2, 1)).isEqualTo(0);
    assertThat(h.fraction(Double.NaN, 1)).isNaN();
    assertThat(of(-1, 4, INF, 8).fraction(-3, -2)).as("inside the lowest bucket").isEqualTo(0);
  }

  @Test
  void takesBucketsInAnyOrderAndAddsEqualOnes() {
    for (int round = 0; round < 200; round++) {
      List<double[]> buckets = new ArrayList<>();
      double count = 0;
      for (int i = 0; i < 20; i++) {
        count += random.nextInt(3);
        buckets.add(new double[] {i - 3, count - 1});
        buckets.add(new double[] {i == 3 ? -0.0 : i - 3, 1});
      }
      buckets.add(new double[] {INF, count + 1});
      ClassicHistogram sorted = new ClassicHistogram();
      buckets.forEach(bucket -> sorted.add(bucket[0], bucket[1]));
      Collections.shuffle(buckets, random);
      ClassicHistogram shuffled = new ClassicHistogram();
      buckets.forEach(bucket -> shuffled.add(bucket[0], bucket[1]));
      double phi = random.nextDouble();
      assertThat(shuffled.quantile(phi)).isEqualTo(sorted.quantile(phi));
      assertThat(shuffled.fraction(phi, 5)).isEqualTo(sorted.fraction(phi, 5));
    }
  }

  private static ClassicHistogram of(double... boundsAndCounts) {
    ClassicHistogram h = new ClassicHistogram();
    for (int i = 0; i < boundsAndCounts.length; i += 2) {
      h.add(boundsAndCounts[i], boundsAndCounts[i + 1]);
    }
    return h;
  }
}
