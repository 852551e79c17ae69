package io.varve.promql.parse;

import io.varve.model.GoQuote;

/** Durations as Prometheus writes them: {@code 1h30m}, {@code 2w}, {@code 500ms}. */
public final class Durations {
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {
    365 * 86_400_000L, 7 * 86_400_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L
  };

  /** Years and weeks are written only if nothing is left: 90d reads better than 12w6d. */
  private static final int ONLY_WHOLE = 2;

  /** Prometheus holds nanoseconds in 64 bits. */
  private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

  private Durations() {}

  /**
   * Returns the length in milliseconds of numbers with units, the larger ones first, or of {@code
   * 0}.
   *
   * @throws IllegalArgumentException if the text is not a duration, with the message that
   *     Prometheus gives
   */
  public static long parse(String text) {
    if (text.equals("0")) {
      return 0;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty duration string");
    }
    long total = 0;
    int lastUnit = -1;
    int i = 0;
    while (i < text.length()) {
      int unitFrom = skip(text, i, true);
      int unitTo = skip(text, unitFrom, false);
      if (unitFrom == i || unitTo == unitFrom) {
        throw notADuration(text);
      }
      long number = number(text, i, unitFrom);
      int unit = unit(text, text.substring(unitFrom, unitTo));
      if (unit <= lastUnit) {
        throw notADuration(text);
      }
      if (number > MAX_MILLIS / MILLIS[unit] || total + number * MILLIS[unit] > MAX_MILLIS) {
        throw new IllegalArgumentException("duration out of range");
      }
      total += number * MILLIS[unit];
      lastUnit = unit;
      i = unitTo;
    }
    return total;
  }

  private static int skip(String text, int from, boolean digits) {
    int i = from;
    while (i < text.length() && Cursor.isDigit(text.charAt(i)) == digits) {
      i++;
    }
    return i;
  }

  private static long number(String text, int from, int to) {
    try {
      return Long.parseLong(text, from, to, 10);
    } catch (NumberFormatException _) {
      throw notADuration(text);
    }
  }

  private static int unit(String text, String unit) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(unit)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "unknown unit " + GoQuote.quote(unit) + " in duration " + GoQuote.quote(text));
  }

  private static IllegalArgumentException notADuration(String text) {
    return new IllegalArgumentException("not a valid duration string: " + GoQuote.quote(text));
  }

  /** Returns the text of a length in milliseconds, with a minus sign in front if negative. */
  public static String format(long millis) {
    if (millis == 0) {
      return "0s";
    }
    StringBuilder sb = new StringBuilder();
    if (millis < 0) {
      sb.append('-');
    }
    long rest = Math.abs(millis);
    for (int i = 0; i < UNITS.length; i++) {
      long count = rest / MILLIS[i];
      if (count > 0 && (i >= ONLY_WHOLE || rest % MILLIS[i] == 0)) {
        sb.append(count).append(UNITS[i]);
        rest -= count * MILLIS[i];
      }
    }
    return sb.toString();
  }

  /** Returns the seconds in a number of milliseconds, computed as Go does. */
  static double seconds(long millis) {
    long whole = millis / 1000;
    long nanos = millis % 1000 * 1_000_000;
    return whole + nanos / 1e9;
  }
}
