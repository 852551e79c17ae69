package io.varve.http.api;

import io.varve.model.ErrorCode;
import io.varve.model.GoQuote;
import io.varve.model.LabelMatcher;
import io.varve.model.VarveException;
import io.varve.promql.parse.ParseException;
import io.varve.promql.parse.ParserOptions;
import io.varve.promql.parse.PromQlParser;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The parameters that endpoints of the API have in common. What is wrong with one is thrown with
 * Prometheus's message and {@link ErrorCode#INVALID_REQUEST}.
 */
final class ApiParameters {
  private static final PromQlParser PARSER = new PromQlParser(ParserOptions.STABLE);
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final BigInteger MAX_INT = BigInteger.valueOf(Long.MAX_VALUE);

  private final Parameters given;

  ApiParameters(Parameters given) {
    this.given = given;
  }

  /** Returns the first value; the empty string where there is none. */
  String text(String name) {
    return given.get(name);
  }

  /** Throws if not all of the parameters could be read. */
  void requireWellFormed() {
    given.requireWellFormed();
  }

  /** Returns ms since the epoch. */
  long requiredTime(String name) {
    return parsed(name, ApiTimes::time);
  }

  /** Returns ms since the epoch; the given time where there is no such parameter. */
  long time(String name, long otherwise) {
    return text(name).isEmpty()
        ? otherwise
        : parsed(
            name,
            text -> {
              try {
                return ApiTimes.time(text);
              } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                    "invalid time value for '%s': %s".formatted(name, e.getMessage()), e);
              }
            });
  }

  Duration requiredDuration(String name) {
    return parsed(name, ApiTimes::duration);
  }

  /** Returns how many results are wanted at most; 0 is no limit. */
  int limit() {
    if (text("limit").isEmpty()) {
      return 0;
    }
    long limit = parsed("limit", ApiParameters::atoi);
    if (limit < 0) {
      throw invalid("limit", "limit must be non-negative");
    }
    return (int) Math.min(limit, Integer.MAX_VALUE - 1);
  }

  /** Returns an integer; nothing where there is no such parameter. */
  OptionalLong integer(String name) {
    if (text(name).isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(atoi(text(name)));
    } catch (IllegalArgumentException e) {
      throw new VarveException(ErrorCode.INVALID_REQUEST, name + " must be a number", e);
    }
  }

  /** Returns how many selectors are given. */
  int selectorCount() {
    return given.all("match[]").size();
  }

  /**
   * Returns the selectors of series.
   *
   * @throws IllegalArgumentException with Prometheus's message, if one is none or selects all
   */
  List<List<LabelMatcher>> selectors() {
    List<List<LabelMatcher>> selectors = new ArrayList<>();
    for (String selector : given.all("match[]")) {
      try {
        selectors.add(PARSER.parseMetricSelector(selector));
      } catch (ParseException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
    for (List<LabelMatcher> selector : selectors) {
      if (selector.stream().allMatch(PromQlParser::matchesEmpty)) {
        throw new IllegalArgumentException("match[] must contain at least one non-empty matcher");
      }
    }
    return selectors;
  }

  /** Refuses a selector that is none; one that is not there is fine. */
  void checkSelector(String name) {
    try {
      if (!text(name).isEmpty()) {
        PARSER.parseMetricSelector(text(name));
      }
    } catch (ParseException e) {
      throw invalid(name, String.valueOf(e.getMessage()));
    }
  }

  /** Returns what is thrown for a parameter that is wrong. */
  static VarveException invalid(String name, String problem) {
    return new VarveException(
        ErrorCode.INVALID_REQUEST,
        "invalid parameter %s: %s".formatted(GoQuote.quote(name), problem));
  }

  private <T> T parsed(String name, Function<String, T> parser) {
    try {
      return parser.apply(text(name));
    } catch (IllegalArgumentException e) {
      throw invalid(name, String.valueOf(e.getMessage()));
    }
  }

  private static long atoi(String text) {
    String problem = "invalid syntax";
    if (INTEGER.matcher(text).matches()) {
      BigInteger value = new BigInteger(text);
      if (value.abs().compareTo(MAX_INT) <= 0) {
        return value.longValue();
      }
      problem = "value out of range";
    }
    throw new IllegalArgumentException(
        "strconv.Atoi: parsing %s: %s".formatted(GoQuote.quote(text), problem));
  }
}
