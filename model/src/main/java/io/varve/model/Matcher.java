package io.varve.model;

import java.util.function.Predicate;

/**
 * A {@link LabelMatcher} ready to be applied to values. The regular expression engine is not this
 * module's: whoever has one gives the compiled expression as a predicate.
 *
 * <p>Immutable; thread-safe if the predicate is.
 */
public final class Matcher {
  private final LabelMatcher matcher;
  private final Predicate<String> test;

  private Matcher(LabelMatcher matcher, Predicate<String> test) {
    this.matcher = matcher;
    this.test = test;
  }

  /**
   * Returns a matcher that compares values.
   *
   * @throws IllegalArgumentException if the type is a regex type
   */
  public static Matcher of(LabelMatcher matcher) {
    String value = matcher.value();
    return switch (matcher.type()) {
      case EQ -> new Matcher(matcher, value::equals);
      case NEQ -> new Matcher(matcher, s -> !value.equals(s));
      case RE, NRE ->
          throw new IllegalArgumentException(matcher + " needs a compiled regular expression");
    };
  }

  /**
   * Returns a matcher of any type.
   *
   * @param matcher what to match
   * @param regex makes of a regular expression the predicate that tells whether it matches a whole
   *     value; called once, for regex types only, and what it throws passes through
   */
  public static Matcher compile(LabelMatcher matcher, RegexCompiler regex) {
    return switch (matcher.type()) {
      case EQ, NEQ -> of(matcher);
      case RE -> new Matcher(matcher, regex.compile(matcher.value()));
      case NRE -> new Matcher(matcher, regex.compile(matcher.value()).negate());
    };
  }

  /** Returns how this matcher compares. */
  public MatchType type() {
    return matcher.type();
  }

  /** Returns the label's name. */
  public String name() {
    return matcher.name();
  }

  /** Returns the value or regular expression. */
  public String value() {
    return matcher.value();
  }

  /** Returns what was compiled. */
  public LabelMatcher labelMatcher() {
    return matcher;
  }

  /** Returns whether the value matches; the value of an absent label is the empty string. */
  public boolean matches(String labelValue) {
    return test.test(labelValue);
  }

  /** Returns whether the label set matches. */
  public boolean matches(Labels labels) {
    return matches(labels.get(name()));
  }

  /** Prints as {@link LabelMatcher} does. */
  @Override
  public String toString() {
    return matcher.toString();
  }

  /** Makes predicates of regular expressions. */
  @FunctionalInterface
  public interface RegexCompiler {
    /** Returns the predicate that tells whether the expression matches a whole value. */
    Predicate<String> compile(String expression);
  }
}
