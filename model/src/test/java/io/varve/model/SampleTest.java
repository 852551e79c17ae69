package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final Histogram HISTOGRAM =
      new Histogram(
          3,
          0.001,
          2,
          21,
          18.4,
          List.of(new Span(-1, 2), new Span(1, 1)),
          List.of(new Span(0, 1)),
          new long[] {1, 2, -1},
          new long[] {4},
          new double[0],
          CounterResetHint.NOT_RESET);

  @Test
  void tellsStaleMarkersByTheirBits() {
    assertThat(Double.doubleToRawLongBits(StaleNaN.VALUE)).isEqualTo(0x7ff0000000000002L);
    assertThat(Double.doubleToRawLongBits(StaleNaN.NORMAL_NAN)).isEqualTo(0x7ff8000000000001L);
    assertThat(StaleNaN.isStale(StaleNaN.VALUE)).isTrue();
    assertThat(StaleNaN.isStale(StaleNaN.NORMAL_NAN)).isFalse();
    assertThat(StaleNaN.isStale(Double.NaN)).isFalse();
    assertThat(StaleNaN.isStale(0)).isFalse();
    assertThat(new FloatValue(StaleNaN.VALUE).isStale()).isTrue();
  }

  @Test
  void comparesFloatsByTheirBits() {
    FloatValue stale = new FloatValue(StaleNaN.VALUE);
    assertThat(stale)
        .isEqualTo(new FloatValue(StaleNaN.VALUE))
        .hasSameHashCodeAs(new FloatValue(StaleNaN.VALUE));
    assertThat(stale).isNotEqualTo(new FloatValue(StaleNaN.NORMAL_NAN));
    assertThat(new FloatValue(0.0)).isNotEqualTo(new FloatValue(-0.0));
    assertThat(Sample.of(5, 1)).isEqualTo(new Sample(5, 0, new FloatValue(1)));
  }

  @Test
  void comparesHistogramsByAllFields() {
    List<Histogram> all = new ArrayList<>(List.of(HISTOGRAM));
    Histogram h = HISTOGRAM;
    all.add(
        with(
            h,
            2,
            h.sum(),
            h.positiveSpans(),
            h.positiveBuckets(),
            h.customValues(),
            h.counterResetHint()));
    all.add(
        with(
            h,
            3,
            StaleNaN.VALUE,
            h.positiveSpans(),
            h.positiveBuckets(),
            h.customValues(),
            h.counterResetHint()));
    all.add(
        with(
            h,
            3,
            StaleNaN.NORMAL_NAN,
            h.positiveSpans(),
            h.positiveBuckets(),
            h.customValues(),
            h.counterResetHint()));
    all.add(
        with(
            h,
            3,
            h.sum(),
            List.of(new Span(-1, 3)),
            h.positiveBuckets(),
            h.customValues(),
            h.counterResetHint()));
    all.add(
        with(
            h,
            3,
            h.sum(),
            h.positiveSpans(),
            new long[] {1, 2, 0},
            h.customValues(),
            h.counterResetHint()));
    all.add(
        with(
            h,
            3,
            h.sum(),
            h.positiveSpans(),
            h.positiveBuckets(),
            new double[] {1},
            h.counterResetHint()));
    all.add(
        with(
            h,
            3,
            h.sum(),
            h.positiveSpans(),
            h.positiveBuckets(),
            h.customValues(),
            CounterResetHint.GAUGE));
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < all.size(); j++) {
        assertThat(all.get(i).equals(all.get(j))).isEqualTo(i == j);
        assertThat(all.get(i).toFloat().equals(all.get(j).toFloat())).isEqualTo(i == j);
      }
      Histogram g = all.get(i);
      Histogram copy =
          with(
              g,
              g.schema(),
              g.sum(),
              List.copyOf(g.positiveSpans()),
              g.positiveBuckets().clone(),
              g.customValues().clone(),
              g.counterResetHint());
      assertThat(copy).isEqualTo(g).hasSameHashCodeAs(g).hasToString(g.toString());
      assertThat(copy.toFloat()).isEqualTo(g.toFloat()).hasSameHashCodeAs(g.toFloat());
    }
    assertThat(all.get(2).isStale()).isTrue();
    assertThat(all.get(2).toFloat().isStale()).isTrue();
    assertThat(all.get(3).isStale()).isFalse();
  }

  @Test
  void convertsDeltasToAbsoluteCounts() {
    FloatHistogram f = HISTOGRAM.toFloat();
    assertThat(f)
        .isEqualTo(
            new FloatHistogram(
                3,
                0.001,
                2,
                21,
                18.4,
                HISTOGRAM.positiveSpans(),
                HISTOGRAM.negativeSpans(),
                new double[] {1, 3, 2},
                new double[] {4},
                new double[0],
                CounterResetHint.NOT_RESET));
  }

  @Test
  void convertsUnsignedCounts() {
    Histogram h =
        new Histogram(
            0,
            0,
            Long.MIN_VALUE,
            -1,
            0,
            List.of(),
            List.of(),
            new long[0],
            new long[0],
            new double[0],
            CounterResetHint.UNKNOWN);
    assertThat(h.toFloat().zeroCount()).isEqualTo(0x1p63);
    assertThat(h.toFloat().count()).isEqualTo(0x1p64);
  }

  @Test
  void codesNeverChange() {
    assertThat(ValueKind.values()).extracting(ValueKind::code).containsExactly(1, 2, 3);
    assertThat(CounterResetHint.values())
        .extracting(CounterResetHint::code)
        .containsExactly(0, 1, 2, 3);
    for (ValueKind kind : ValueKind.values()) {
      assertThat(ValueKind.fromCode(kind.code())).isEqualTo(kind);
    }
    for (CounterResetHint hint : CounterResetHint.values()) {
      assertThat(CounterResetHint.fromCode(hint.code())).isEqualTo(hint);
    }
    assertThatThrownBy(() -> ValueKind.fromCode(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CounterResetHint.fromCode(4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Span(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void kindsFitValues() {
    assertThat(new FloatValue(1).kind()).isEqualTo(ValueKind.FLOAT);
    assertThat(HISTOGRAM.kind()).isEqualTo(ValueKind.HISTOGRAM);
    assertThat(HISTOGRAM.toFloat().kind()).isEqualTo(ValueKind.FLOAT_HISTOGRAM);
    assertThat(HISTOGRAM.usesCustomBuckets()).isFalse();
    assertThat(HistogramSchema.isCustom(-53)).isTrue();
    assertThat(HistogramSchema.isValid(8)).isTrue();
    assertThat(HistogramSchema.isValid(9)).isFalse();
    assertThat(HistogramSchema.isTooFine(8)).isFalse();
    assertThat(HistogramSchema.isTooFine(9)).isTrue();
    assertThat(HistogramSchema.isTooFine(53)).isFalse();
    assertThat(HistogramSchema.isKnown(9)).isTrue();
    assertThat(HistogramSchema.isKnown(53)).isFalse();
  }

  private static Histogram with(
      Histogram h,
      int schema,
      double sum,
      List<Span> positiveSpans,
      long[] positiveBuckets,
      double[] customValues,
      CounterResetHint hint) {
    return new Histogram(
        schema,
        h.zeroThreshold(),
        h.zeroCount(),
        h.count(),
        sum,
        positiveSpans,
        h.negativeSpans(),
        positiveBuckets,
        h.negativeBuckets(),
        customValues,
        hint);
  }
}
