package io.varve.http.api;

import io.varve.model.GoQuote;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations as the API's parameters give them. */
final class ApiTimes {
  /** Where a range begins that gives no start, in ms since the epoch. */
  static final long MIN = (Long.MIN_VALUE / 1000 + 62_135_596_801L) * 1000;

  /** Where a range ends that gives no end, in ms since the epoch. */
  static final long MAX = (Long.MAX_VALUE / 1000 - 62_135_596_801L) * 1000 + 999;

  /** These two have more digits than RFC 3339 allows; Prometheus's own clients send them. */
  private static final String MIN_TEXT = "-292273086-05-16T16:47:06Z";

  private static final String MAX_TEXT = "292277025-08-18T07:12:54.999999999Z";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?"
              + "(?:([0-9]+)ms)?");
  private static final long[] UNIT_MS = {
    365 * 86_400_000L, 7 * 86_400_000L, 86_400_000, 3_600_000, 60_000, 1000, 1
  };

  private ApiTimes() {}

  /**
   * Parses seconds since the epoch, or a time of RFC 3339.
   *
   * @return ms since the epoch
   * @throws IllegalArgumentException if it is neither; the message is Prometheus's
   */
  static long time(String text) {
    OptionalDouble seconds = number(text);
    if (seconds.isPresent()) {
      return millis(seconds.getAsDouble());
    }
    if (text.equals(MIN_TEXT)) {
      return MIN;
    }
    if (text.equals(MAX_TEXT)) {
      return MAX;
    }
    if (RFC_3339.matcher(text).matches()) {
      try {
        return OffsetDateTime.parse(text).toInstant().toEpochMilli();
      } catch (DateTimeParseException _) {
        // A day or hour that there is not: refused below.
      }
    }
    throw new IllegalArgumentException(
        "cannot parse %s to a valid timestamp".formatted(GoQuote.quote(text)));
  }

  /**
   * Parses seconds, or a duration such as {@code 1h30m}.
   *
   * @throws IllegalArgumentException if it is neither; the message is Prometheus's
   */
  static Duration duration(String text) {
    OptionalDouble seconds = number(text);
    if (seconds.isPresent()) {
      double nanos = seconds.getAsDouble() * 1e9;
      if (Math.abs(nanos) > Long.MAX_VALUE) {
        throw new IllegalArgumentException(
            "cannot parse %s to a valid duration. It overflows int64"
                .formatted(GoQuote.quote(text)));
      }
      return Duration.ofNanos((long) nanos);
    }
    long millis = text.equals("0") ? 0 : units(text);
    if (millis < 0) {
      throw new IllegalArgumentException(
          "cannot parse %s to a valid duration".formatted(GoQuote.quote(text)));
    }
    return Duration.ofMillis(millis);
  }

  /** Java would take more than Go: a trailing d, for one, which is a day. */
  private static OptionalDouble number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /** Rounds to the millisecond what lies behind the point, and no more. */
  private static long millis(double seconds) {
    double whole = seconds < 0 ? Math.ceil(seconds) : Math.floor(seconds);
    double scaled = (seconds - whole) * 1000;
    double rounded = Math.copySign(Math.floor(Math.abs(scaled) + 0.5), scaled);
    return Math.clamp((long) whole, MIN / 1000, MAX / 1000) * 1000 + (long) rounded;
  }

  /** Returns ms; -1 if it is no duration, or longer than Go's can be. */
  private static long units(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return -1;
    }
    double sum = 0;
    for (int i = 0; i < UNIT_MS.length; i++) {
      String count = matcher.group(i + 1);
      sum += count == null ? 0 : Double.parseDouble(count) * UNIT_MS[i];
    }
    return sum > Long.MAX_VALUE / 1_000_000.0 ? -1 : (long) sum;
  }
}
