package io.varve.promql.script;

import io.varve.model.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of start timestamps, which stands before the series it belongs to.
 *
 * @param line where it stands
 * @param labels of the series
 * @param offsets per step in ms, added to the time of the step's sample; {@link #UNKNOWN} for none
 */
record StartTimes(Line line, Labels labels, List<Long> offsets) {
  /** Stands for no start timestamp. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final String MARK = "@st";

  /** Makes the list unmodifiable. */
  StartTimes {
    offsets = List.copyOf(offsets);
  }

  /** Returns whether the line is such a one: its first word ends with the mark. */
  static boolean is(Line line) {
    String[] words = line.text().split("[\t ]+", 2);
    return words.length == 2 && words[0].endsWith(MARK);
  }

  static StartTimes parse(Line line) {
    String[] words = line.text().split("[\t ]+");
    String metric = words[0].substring(0, words[0].length() - MARK.length());
    Labels labels = SeriesLine.parse(new Line(line.file(), line.number(), metric)).labels();
    List<Long> offsets = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      item(line, new TextCursor(line, words[i]), offsets);
    }
    return new StartTimes(line, labels, offsets);
  }

  private static void item(Line line, TextCursor cursor, List<Long> offsets) {
    if (cursor.accept("_")) {
      int times = cursor.accept("x") ? PointParser.repeats(cursor) : 1;
      for (int i = 0; i < times; i++) {
        offsets.add(UNKNOWN);
      }
    } else {
      long offset = signed(line, cursor);
      boolean changes = cursor.peek() == '+' || cursor.peek() == '-';
      long change = changes ? signed(line, cursor) : 0;
      if (changes) {
        cursor.expect("x", "start times");
      }
      int times = changes || cursor.accept("x") ? PointParser.repeats(cursor) : 0;
      for (int i = 0; i <= times; i++) {
        offsets.add(offset + i * change);
      }
    }
    if (!cursor.atEnd()) {
      throw cursor.unexpected("start times", "blank");
    }
  }

  private static long signed(Line line, TextCursor cursor) {
    long sign = cursor.accept("-") ? -1 : 1;
    if (sign > 0) {
      cursor.accept("+");
    }
    String digits = cursor.take(c -> c >= '0' && c <= '9');
    String text = digits + cursor.take(c -> c >= 'a' && c <= 'z' && c != 'x');
    return sign * line.duration("start time", text);
  }

  /** Returns the start timestamp of the sample at a step, 0 where it is unknown. */
  long of(int step, long time) {
    long offset = offsets.get(step);
    return offset == UNKNOWN ? 0 : time + offset;
  }
}
