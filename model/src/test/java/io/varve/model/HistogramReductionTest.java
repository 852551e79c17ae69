package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Histograms in coarser schemas. */
class HistogramReductionTest {
  private static final double[] NONE = {};

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private static Histogram histogram(int schema, List<Span> spans, long... deltas) {
    return new Histogram(
        schema,
        0.001,
        1,
        100,
        5.5,
        List.of(),
        spans,
        new long[0],
        deltas,
        NONE,
        CounterResetHint.NOT_RESET);
  }

  @Test
  void neighboursMerge() {
    // Buckets -3, -2, 0, 1, 2, 5, the counts 1 to 6; two levels up, -3 to 0 are one, and so on.
    Histogram fine =
        histogram(10, List.of(new Span(-3, 2), new Span(1, 3), new Span(2, 1)), 1, 1, 1, 1, 1, 1);
    assertThat(fine.reducedTo(8)).isEqualTo(histogram(8, List.of(new Span(0, 3)), 6, 3, -3));
    assertThat(fine.reducedTo(10)).isSameAs(fine);
    assertThat(fine.reducedTo(11)).isSameAs(fine);
  }

  @Test
  void gapsStay() {
    assertThat(histogram(9, List.of(new Span(-100, 1), new Span(197, 1)), 3, -1).reducedTo(8))
        .isEqualTo(histogram(8, List.of(new Span(-50, 1), new Span(98, 1)), 3, -1));
    assertThat(histogram(9, List.of()).reducedTo(8)).isEqualTo(histogram(8, List.of()));
  }

  @Test
  void customBucketsHaveNoCoarserSchema() {
    Histogram custom = histogram(HistogramSchema.CUSTOM_BUCKETS, List.of(new Span(0, 1)), 1);
    assertThat(custom.reducedTo(8)).isSameAs(custom);
  }

  @Test
  void everyCountIsInTheBucketThatHoldsItsOwn() {
    for (int round = 0; round < 1_000; round++) {
      List<Span> spans = new ArrayList<>();
      int buckets = 0;
      for (int i = random.nextInt(6); i >= 0; i--) {
        int offset = spans.isEmpty() ? random.nextInt(-1_000, 1_000) : random.nextInt(20);
        Span span = new Span(offset, random.nextInt(8));
        spans.add(span);
        buckets += span.length();
      }
      long[] deltas = new long[buckets];
      for (int i = 0; i < buckets; i++) {
        deltas[i] = random.nextInt(i == 0 ? 0 : -3, 9);
      }
      int schema = random.nextInt(9, 53);
      Histogram fine = histogram(schema, spans, deltas);
      Map<Long, Double> expected = new TreeMap<>();
      counts(fine.toFloat())
          .forEach((index, n) -> expected.merge(coarser(index, schema - 8), n, Double::sum));
      Histogram reduced = fine.reducedTo(8);
      assertThat(counts(reduced.toFloat())).isEqualTo(expected);
      assertThat(fine.toFloat().reducedTo(8)).isEqualTo(reduced.toFloat());
      assertThat(HistogramCheck.problem(reduced).contains("spans need")).isFalse();
    }
  }

  /**
   * The upper bound of a bucket is the upper bound of every second one of the next finer schema.
   */
  private static long coarser(long index, int levels) {
    long result = index;
    for (int i = 0; i < levels; i++) {
      result = Math.ceilDiv(result, 2L);
    }
    return result;
  }

  private static Map<Long, Double> counts(FloatHistogram h) {
    Map<Long, Double> counts = new TreeMap<>();
    long index = 0;
    int bucket = 0;
    for (Span span : h.negativeSpans()) {
      index += span.offset();
      for (int i = 0; i < span.length(); i++) {
        counts.put(index++, h.negativeBuckets()[bucket++]);
      }
    }
    return counts;
  }
}
