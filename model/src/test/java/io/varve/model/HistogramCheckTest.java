package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sentences are Prometheus's. */
class HistogramCheckTest {
  private static final double[] NONE = {};

  private static Histogram integers(
      int schema,
      long zero,
      long count,
      double sum,
      List<Span> spans,
      long[] deltas,
      double[] custom) {
    return new Histogram(
        schema,
        0,
        zero,
        count,
        sum,
        spans,
        List.of(),
        deltas,
        new long[0],
        custom,
        CounterResetHint.UNKNOWN);
  }

  private static void refused(NativeHistogram h, String problem) {
    assertThat(HistogramCheck.problem(h)).isEqualTo(problem);
  }

  @Test
  void whatAgreesIsTaken() {
    List<Span> spans = List.of(new Span(-5, 1), new Span(0, 0), new Span(2, 1));
    long[] deltas = {1, 2};
    refused(integers(3, 2, 6, 0, spans, deltas, NONE), "");
    refused(integers(3, 2, 9, Double.NaN, spans, deltas, NONE), "");
    refused(integers(3, 2, 6, 0, spans, deltas, NONE).toFloat(), "");
    refused(integers(52, 2, 6, 0, spans, deltas, NONE), "");
    refused(integers(-53, 0, 4, 0, List.of(new Span(1, 2)), deltas, new double[] {-1, 2}), "");
  }

  @Test
  void counts() {
    List<Span> spans = List.of(new Span(0, 2));
    refused(
        integers(3, 1, 4, 0, spans, new long[] {1, 2}, NONE),
        "5 observations found in buckets, but the Count field is 4: histogram's observation count"
            + " should equal the number of observations found in the buckets (in absence of NaN)");
    refused(
        integers(3, 1, 4, Double.NaN, spans, new long[] {1, 2}, NONE),
        "5 observations found in buckets, but the Count field is 4: histogram's observation count"
            + " should be at least the number of observations found in the buckets");
    Histogram falling = integers(3, 0, 0, 0, spans, new long[] {1, -2}, NONE);
    refused(
        falling,
        "positive side: bucket number 2 has observation count of -1: histogram has a bucket whose"
            + " observation count is negative");
    refused(falling.toFloat(), HistogramCheck.problem(falling));
  }

  @Test
  void layouts() {
    refused(
        integers(3, 0, 0, 0, List.of(new Span(0, 3)), new long[] {0}, NONE),
        "positive side: spans need 3 buckets, have 1 buckets: histogram spans specify different"
            + " number of buckets than provided");
    refused(
        integers(3, 0, 0, 0, List.of(new Span(0, 1), new Span(-1, 0)), new long[] {0}, NONE),
        "positive side: span number 2 with offset -1: histogram has a span whose offset is"
            + " negative");
    refused(
        integers(53, 0, 0, 0, List.of(), new long[0], NONE),
        "histogram has an invalid schema, which must be between -4 and 8 for exponential buckets,"
            + " or -53 for custom buckets, got schema 53");
    refused(
        integers(1, 0, 0, 0, List.of(), new long[0], new double[] {1}),
        "histogram with exponential schema must not have custom bounds");
    refused(
        integers(0, 0, 0, 0, Collections.nCopies(9_999, new Span(0, 0)), new long[2], NONE),
        "histogram has 10001 spans, buckets and bounds, the limit is 10000");
  }

  @Test
  void customBuckets() {
    long[] one = {1};
    List<Span> span = List.of(new Span(1, 1));
    refused(
        integers(-53, 0, 1, 0, span, one, NONE),
        "custom buckets: only 0 custom bounds defined which is insufficient to cover total span"
            + " length of 2: histogram custom bounds are too few");
    refused(
        integers(-53, 0, 1, 0, span, one, new double[] {2, 2}),
        "custom buckets: previous bound is 2.000000 and current is 2.000000: histogram custom"
            + " bounds must be in strictly increasing order");
    refused(
        integers(-53, 0, 1, 0, span, one, new double[] {2, Double.POSITIVE_INFINITY}),
        "custom buckets: last +Inf bound must not be explicitly defined: histogram custom bounds"
            + " must be finite");
    refused(
        integers(-53, 0, 1, 0, span, one, new double[] {Double.NaN}),
        "custom buckets: histogram custom bounds must not be NaN");
    refused(
        integers(-53, 1, 2, 0, span, one, new double[] {1}),
        "custom buckets: must have zero count of 0");
  }
}
