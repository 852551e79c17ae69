package io.varve.promql.script;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus's durations, such as {@code 1h30m} or {@code 0}. */
final class Durations {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

  private static final long[] UNITS = {
    365 * 86_400_000L, 7 * 86_400_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
  };

  private Durations() {}

  /** Returns the duration in ms, or nothing when the text is none or passes 292 years. */
  static OptionalLong parse(String text) {
    if (text.equals("0")) {
      return OptionalLong.of(0);
    }
    Matcher matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return OptionalLong.empty();
    }
    try {
      long millis = 0;
      for (int i = 0; i < UNITS.length; i++) {
        String number = matcher.group(i + 1);
        if (number != null) {
          millis =
              Math.addExact(millis, Math.multiplyExact(Long.parseLong(number), UNITS[i]));
        }
      }
      return millis <= Long.MAX_VALUE / 1_000_000
          ? OptionalLong.of(millis)
          : OptionalLong.empty();
    } catch (ArithmeticException | NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
