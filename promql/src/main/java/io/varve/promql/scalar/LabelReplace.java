package io.varve.promql.scalar;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.promql.value.QueryException;

/** See {@link LabelFunction#replace}. */
final class LabelReplace implements LabelFunction {
  private final String destination;
  private final Expansion replacement;
  private final String source;
  private final Pattern pattern;

  private LabelReplace(String destination, Expansion replacement, String source, Pattern pattern) {
    this.destination = destination;
    this.replacement = replacement;
    this.source = source;
    this.pattern = pattern;
  }

  static LabelReplace of(String destination, String replacement, String source, String regex) {
    Pattern pattern;
    try {
      pattern = Pattern.compile("^(?s:" + regex + ")$");
    } catch (PatternSyntaxException _) {
      throw QueryException.execution("invalid regular expression in label_replace(): " + regex);
    }
    if (!LabelName.isValid(destination)) {
      throw QueryException.execution(
          "invalid destination label name in label_replace(): " + destination);
    }
    return new LabelReplace(destination, Expansion.of(replacement, pattern), source, pattern);
  }

  @Override
  public Relabelled apply(Labels labels, boolean dropName) {
    Matcher matcher = pattern.matcher(labels.get(source));
    if (!matcher.find()) {
      return new Relabelled(labels, dropName);
    }
    return Relabelled.with(labels, dropName, destination, replacement.expand(matcher));
  }
}
