package io.varve.promql.parse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.varve.model.LabelMatcher;
import io.varve.model.Matcher;
import org.jspecify.annotations.Nullable;

/** Regular expressions in matchers: RE2's, anchored at both ends, where a dot matches all. */
final class Regexes {
  private Regexes() {}

  /** Returns what is wrong with the matcher's regular expression; null if nothing is. */
  static @Nullable String error(LabelMatcher matcher) {
    if (!matcher.type().isRegex()) {
      return null;
    }
    try {
      // Without flags, which would show in the message.
      Pattern.compile(matcher.value());
      return null;
    } catch (PatternSyntaxException e) {
      return e.getMessage();
    }
  }

  /** Returns whether the value matches; the matcher's expression must be a valid one. */
  static boolean matches(LabelMatcher matcher, String value) {
    return Matcher.compile(matcher, regex -> compile(regex)::matches).matches(value);
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL);
  }
}
