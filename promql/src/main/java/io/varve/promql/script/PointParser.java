package io.varve.promql.script;

import io.varve.model.FloatHistogram;
import io.varve.model.StaleNaN;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Reads the points of a series, expanded. */
final class PointParser {
  private static final String WHERE = "series values";

  /** A bound on what one item expands to, so that a slip of the finger does not fill the heap. */
  private static final int MAX_REPEATS = 1_000_000;

  private final TextCursor cursor;
  private final List<Point> points = new ArrayList<>();

  private PointParser(TextCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads to the end of the line. */
  static List<Point> parseAll(TextCursor cursor) {
    PointParser parser = new PointParser(cursor);
    while (!cursor.atEnd()) {
      if (!cursor.skipBlanks()) {
        throw cursor.unexpected(WHERE, "blank");
      }
      if (!cursor.atEnd()) {
        parser.item();
      }
    }
    return parser.points;
  }

  private void item() {
    if (cursor.accept("_")) {
      int times = cursor.accept("x") ? repeats(cursor) : 1;
      for (int i = 0; i < times; i++) {
        points.add(new Point.Absent());
      }
    } else if (cursor.accept("{{")) {
      histograms(HistogramParser.parseBody(cursor));
    } else {
      floats(value());
    }
  }

  private void floats(double first) {
    double change = 0;
    boolean changes = cursor.peek() == '+' || cursor.peek() == '-';
    if (changes) {
      change = signed();
    }
    int times = times(changes);
    double value = first;
    for (int i = 0; i <= times; i++) {
      points.add(new Point.FloatPoint(value));
      // Adding nothing would still quiet a stale marker.
      value = changes ? value + change : value;
    }
  }

  private void histograms(Point.HistogramPoint first) {
    boolean adds = cursor.accept("+");
    boolean changes = adds || cursor.accept("-");
    if (!changes) {
      int times = times(false);
      for (int i = 0; i <= times; i++) {
        points.add(first);
      }
      return;
    }
    cursor.expect("{{", WHERE);
    Point.HistogramPoint change = HistogramParser.parseBody(cursor);
    int times = times(true);
    FloatHistogram value = first.histogram();
    points.add(new Point.HistogramPoint(value, change.hinted()));
    for (int i = 0; i < times; i++) {
      value = HistogramSteps.combine(cursor, value, change.histogram(), adds ? 1 : -1);
      points.add(new Point.HistogramPoint(value, change.hinted()));
    }
  }

  private int times(boolean required) {
    if (cursor.accept("x")) {
      return repeats(cursor);
    }
    if (required) {
      throw cursor.unexpected(WHERE, "\"x\" and a count");
    }
    return 0;
  }

  /** Reads the count behind an x. */
  static int repeats(TextCursor cursor) {
    String digits = cursor.take(c -> c >= '0' && c <= '9');
    if (digits.isEmpty() || digits.length() > 7 || Integer.parseInt(digits) > MAX_REPEATS) {
      throw cursor.error(
          "invalid repetition in series values: \"%s\", expected a number up to %d"
              .formatted(digits, MAX_REPEATS));
    }
    return Integer.parseInt(digits);
  }

  private double value() {
    return cursor.accept("stale") ? StaleNaN.VALUE : signed();
  }

  private double signed() {
    double sign = cursor.accept("-") ? -1 : 1;
    if (sign > 0) {
      cursor.accept("+");
    }
    return sign * number(cursor, WHERE, "number or \"stale\"");
  }

  /** Reads a number without a sign; a number ends before the x of a repetition. */
  static double number(TextCursor cursor, String where, String expected) {
    String text = cursor.take(new NumberScanner()::accepts);
    OptionalDouble number = SignedNumber.parse(text);
    if (text.isEmpty()) {
      throw cursor.unexpected(where, expected);
    }
    if (number.isEmpty()) {
      String word = text + cursor.take(c -> c != ' ' && c != '\t');
      throw cursor.error("bad number \"%s\" in %s, expected %s".formatted(word, where, expected));
    }
    return number.getAsDouble();
  }

  /** Takes digits, dots, underscores, an exponent with its sign, and the letters of inf and nan. */
  private static final class NumberScanner {
    private int last;
    private boolean digits;

    boolean accepts(int c) {
      boolean fits =
          switch (c) {
            case '+', '-' -> digits && (last == 'e' || last == 'E');
            case '.', '_', 'e', 'E' -> digits || c == '.';
            case 'i', 'I', 'n', 'N', 'f', 'F', 'a', 'A' -> !digits;
            default -> c >= '0' && c <= '9';
          };
      digits |= c >= '0' && c <= '9';
      last = c;
      return fits;
    }
  }
}
