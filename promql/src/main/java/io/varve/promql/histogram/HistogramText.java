package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;
import io.varve.promql.value.GoNumbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/** Histograms as text. */
public final class HistogramText {
  private HistogramText() {}

  /** Prints a histogram as Prometheus's user sees it, as {@code {count:3, sum:4, (1,2]:3}}. */
  public static String of(FloatHistogram h) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    text.add("count:" + GoNumbers.general(h.count()));
    text.add("sum:" + GoNumbers.general(h.sum()));
    List<String> negative = side(h, false);
    Collections.reverse(negative);
    negative.forEach(text::add);
    if (h.zeroCount() != 0) {
      text.add(BucketBounds.zero(h).toString());
    }
    side(h, true).forEach(text::add);
    return text.toString();
  }

  private static List<String> side(FloatHistogram h, boolean positive) {
    List<String> buckets = new ArrayList<>();
    SideCursor cursor = SideCursor.forwards(h, positive);
    while (cursor.next()) {
      if (cursor.count() != 0) {
        buckets.add(BucketBounds.of(h, positive, cursor).toString());
      }
    }
    return buckets;
  }

  /** Prints a histogram as scripts of queries describe it, between double braces. */
  public static String asExpression(FloatHistogram h) {
    StringJoiner text = new StringJoiner(" ", "{{", "}}");
    if (h.schema() != 0) {
      text.add("schema:" + h.schema());
    }
    number(text, "count", h.count());
    number(text, "sum", h.sum());
    number(text, "z_bucket", h.zeroCount());
    number(text, "z_bucket_w", h.zeroThreshold());
    if (h.usesCustomBuckets()) {
      text.add("custom_values:" + list(h.customValues()));
    }
    switch (h.counterResetHint()) {
      case UNKNOWN -> {}
      case RESET -> text.add("counter_reset_hint:reset");
      case NOT_RESET -> text.add("counter_reset_hint:not_reset");
      case GAUGE -> text.add("counter_reset_hint:gauge");
    }
    buckets(text, "offset", "buckets", SideCursor.forwards(h, true));
    buckets(text, "n_offset", "n_buckets", SideCursor.forwards(h, false));
    return text.toString();
  }

  private static void number(StringJoiner text, String name, double value) {
    if (value != 0) {
      text.add(name + ":" + GoNumbers.general(value));
    }
  }

  /** Prints the buckets from the first to the last that is not empty, gaps between them filled. */
  private static void buckets(
      StringJoiner text, String offsetName, String name, SideCursor cursor) {
    List<Double> counts = new ArrayList<>();
    int first = 0;
    while (cursor.next()) {
      if (cursor.count() != 0) {
        first = counts.isEmpty() ? cursor.index() : first;
        while (counts.size() < cursor.index() - first) {
          counts.add(0.0);
        }
        counts.add(cursor.count());
      }
    }
    if (counts.isEmpty()) {
      return;
    }
    if (first != 0) {
      text.add(offsetName + ":" + first);
    }
    text.add(name + ":" + list(counts.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static String list(double[] values) {
    StringJoiner text = new StringJoiner(" ", "[", "]");
    for (double value : values) {
      text.add(GoNumbers.general(value));
    }
    return text.toString();
  }
}
