package io.varve.promql.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import org.junit.jupiter.api.Test;

class CountsOnlyTest {
  private final CountsOnly countsOnly = new CountsOnly();

  private FloatHistogram next(CounterResetHint hint, double... buckets) {
    double count = RandomHistograms.total(buckets);
    return countsOnly.apply(Hist.exponential(0, count, 7, 0, buckets).hint(hint).of());
  }

  @Test
  void saysByHintsWhatBucketsSaid() {
    FloatHistogram first = next(CounterResetHint.UNKNOWN, 1, 2);
    assertThat(first.counterResetHint()).isEqualTo(CounterResetHint.UNKNOWN);
    assertThat(first.count()).isEqualTo(3);
    assertThat(first.sum()).isEqualTo(7);
    assertThat(first.buckets()).isZero();
    assertThat(next(CounterResetHint.UNKNOWN, 1, 3).counterResetHint())
        .isEqualTo(CounterResetHint.NOT_RESET);
    assertThat(next(CounterResetHint.UNKNOWN, 0, 9).counterResetHint())
        .isEqualTo(CounterResetHint.RESET);
    assertThat(next(CounterResetHint.GAUGE, 0, 1).counterResetHint())
        .isEqualTo(CounterResetHint.GAUGE);
  }
}
