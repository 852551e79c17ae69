package io.varve.model;

/**
 * A condition on one label, as written in a query. {@link Matcher} applies it.
 *
 * @param type how to compare
 * @param name the label's name
 * @param value the value, or for a regex type the regular expression (RE2 syntax, anchored at both
 *     ends)
 */
public record LabelMatcher(MatchType type, String name, String value) {
  /** Returns the matcher that matches exactly what this one does not. */
  public LabelMatcher inverse() {
    return new LabelMatcher(type.inverse(), name, value);
  }

  /** Prints as Prometheus does: <code>name="value"</code>, quoting names that are not legacy. */
  @Override
  public String toString() {
    StringBuilder sb = new StringBuilder(name.length() + value.length() + 8);
    LabelName.appendTo(sb, name);
    sb.append(type.symbol());
    GoQuote.appendTo(sb, value);
    return sb.toString();
  }
}
