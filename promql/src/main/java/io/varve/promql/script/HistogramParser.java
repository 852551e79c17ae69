package io.varve.promql.script;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a histogram between double braces; what it does not name is zero or empty. */
final class HistogramParser {
  private static final String WHERE = "histogram description";
  private static final double[] NONE = {};

  private final TextCursor cursor;
  private final Set<String> seen = new HashSet<>();

  private int schema;
  private double sum;
  private double count;
  private double zeroCount;
  private double zeroThreshold;
  private double[] customValues = NONE;
  private double[] positive = NONE;
  private double[] negative = NONE;
  private int positiveOffset;
  private int negativeOffset;
  private CounterResetHint hint = CounterResetHint.UNKNOWN;

  private HistogramParser(TextCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads what follows the opening braces, the closing ones included. */
  static Point.HistogramPoint parseBody(TextCursor cursor) {
    HistogramParser parser = new HistogramParser(cursor);
    cursor.skipBlanks();
    while (!cursor.accept("}}")) {
      parser.item();
      if (!cursor.skipBlanks() && cursor.peek() != '}') {
        throw cursor.unexpected(WHERE, "blank or \"}}\"");
      }
    }
    return new Point.HistogramPoint(parser.build(), parser.seen.contains("counter_reset_hint"));
  }

  private void item() {
    String key = cursor.take(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_');
    key = key.toLowerCase(Locale.ROOT);
    if (key.isEmpty()) {
      throw cursor.unexpected(WHERE, "histogram description key, e.g. buckets:[5 10 7]");
    }
    cursor.expect(":", WHERE);
    if (!seen.add(key)) {
      throw cursor.error("duplicate key \"" + key + "\" in histogram");
    }
    switch (key) {
      case "schema" -> schema = integer();
      case "sum" -> sum = number();
      case "count" -> count = number();
      case "z_bucket" -> zeroCount = number();
      case "z_bucket_w" -> zeroThreshold = number();
      case "custom_values" -> customValues = numbers();
      case "buckets" -> positive = numbers();
      case "offset" -> positiveOffset = integer();
      case "n_buckets" -> negative = numbers();
      case "n_offset" -> negativeOffset = integer();
      case "counter_reset_hint" -> hint = hint();
      default -> throw cursor.error("bad histogram descriptor found: \"" + key + "\"");
    }
  }

  private int integer() {
    String text = (cursor.accept("-") ? "-" : "") + cursor.take(c -> c >= '0' && c <= '9');
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw cursor.error("bad integer in %s: \"%s\"".formatted(WHERE, text));
    }
  }

  private double number() {
    double sign = cursor.accept("-") ? -1 : 1;
    if (sign > 0) {
      cursor.accept("+");
    }
    return sign * PointParser.number(cursor, WHERE, "number");
  }

  private double[] numbers() {
    List<Double> values = new ArrayList<>();
    cursor.expect("[", WHERE);
    cursor.skipBlanks();
    while (!cursor.accept("]")) {
      values.add(number());
      if (!cursor.skipBlanks() && cursor.peek() != ']') {
        throw cursor.unexpected("buckets description", "blank or \"]\"");
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private CounterResetHint hint() {
    String word = cursor.take(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_');
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "unknown" -> CounterResetHint.UNKNOWN;
      case "reset" -> CounterResetHint.RESET;
      case "not_reset" -> CounterResetHint.NOT_RESET;
      case "gauge" -> CounterResetHint.GAUGE;
      default -> throw cursor.error("unknown counter reset hint \"" + word + "\"");
    };
  }

  private FloatHistogram build() {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        spans(positiveOffset, positive.length),
        spans(negativeOffset, negative.length),
        positive,
        negative,
        customValues,
        hint);
  }

  private static List<Span> spans(int offset, int length) {
    return length == 0 ? List.of() : List.of(new Span(offset, length));
  }
}
