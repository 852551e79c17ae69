package io.varve.persistence.match;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.VarveException;
import java.util.List;

/**
 * A {@link LabelMatcher} made ready for many values, with what an index can use to look at fewer of
 * them.
 *
 * <p>Semantics are Prometheus's: an absent label has the empty value; a regular expression must
 * match the whole value, and its dot matches a newline too. A matcher is a set of values and
 * whether it is negated; {@link #values}, {@link #prefix}, {@link #takesEverything} and {@link
 * #takesAllButEmpty} describe the set <em>before</em> negation.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class CompiledMatcher {
  private final LabelMatcher matcher;
  private final ValueSet set;
  private final boolean negated;
  private final boolean matchesEmpty;

  private CompiledMatcher(LabelMatcher matcher, ValueSet set, boolean negated) {
    this.matcher = matcher;
    this.set = set;
    this.negated = negated;
    this.matchesEmpty = matches("");
  }

  /**
   * Compiles a matcher.
   *
   * @throws VarveException of a bad request if the regular expression does not parse, with the
   *     message that Prometheus gives, or is too large or too deeply nested
   */
  public static CompiledMatcher compile(LabelMatcher matcher) {
    return switch (matcher.type()) {
      case EQ -> new CompiledMatcher(matcher, OneOf.of(List.of(matcher.value())), false);
      case NEQ -> new CompiledMatcher(matcher, OneOf.of(List.of(matcher.value())), true);
      case RE -> new CompiledMatcher(matcher, RegexCompiler.compile(matcher.value()), false);
      case NRE -> new CompiledMatcher(matcher, RegexCompiler.compile(matcher.value()), true);
    };
  }

  /**
   * Compiles matchers, in the order given; throws as {@link #compile} does for the first bad one.
   */
  public static List<CompiledMatcher> compileAll(List<LabelMatcher> matchers) {
    return matchers.stream().map(CompiledMatcher::compile).toList();
  }

  /** Returns the name of the label whose value is matched. */
  public String name() {
    return matcher.name();
  }

  /** Returns what was compiled. */
  public LabelMatcher labelMatcher() {
    return matcher;
  }

  /** Returns whether the value matches; give the empty string for an absent label. */
  public boolean matches(String value) {
    return set.contains(value) != negated;
  }

  /**
   * Returns whether the value of {@code length} bytes of well-formed UTF-8 from {@code offset} on
   * matches.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public boolean matches(byte[] utf8, int offset, int length) {
    return set.contains(utf8, offset, length) != negated;
  }

  /** Returns whether the label set matches. */
  public boolean matches(Labels labels) {
    return matches(labels.get(matcher.name()));
  }

  /** Returns whether series without the label match. */
  public boolean matchesEmpty() {
    return matchesEmpty;
  }

  /** Returns whether this is {@code !=} or {@code !~}: what is in the set does not match. */
  public boolean isNegated() {
    return negated;
  }

  /** Returns whether the set is known to be just {@link #values}. */
  public boolean hasValues() {
    return set instanceof OneOf;
  }

  /**
   * Returns all values of the set, unique, in the byte order of their UTF-8; the empty string may
   * be among them.
   *
   * @throws IllegalStateException unless {@link #hasValues}
   */
  public List<String> values() {
    if (set instanceof OneOf oneOf) {
      return oneOf.values();
    }
    throw new IllegalStateException(matcher + " has no finite set of values");
  }

  /** Returns a string that every value of the set begins with; empty where none is known. */
  public String prefix() {
    return set.prefix();
  }

  /** Returns whether every string is known to be in the set, as for {@code .*}. */
  public boolean takesEverything() {
    return set instanceof ValueSet.Everything;
  }

  /** Returns whether the set is known to be every string but the empty one, as for {@code .+}. */
  public boolean takesAllButEmpty() {
    return set instanceof ValueSet.AllButEmpty;
  }

  /** Prints as Prometheus does: <code>name=~"value"</code>. */
  @Override
  public String toString() {
    return matcher.toString();
  }
}
