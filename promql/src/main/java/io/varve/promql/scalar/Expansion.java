package io.varve.promql.scalar;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * A replacement text with references to groups, read as Go's {@code Regexp.Expand} reads it: {@code
 * $name} with as long a name of letters, digits and underscores as there is, or <code>${name}
 * </code>; a name that is a number means the group of that number; {@code $$} is a dollar sign, and
 * so is one that begins no reference. A group that there is not, or that took no part in the match,
 * is empty.
 */
final class Expansion {
  /** A piece of the result. */
  private sealed interface Piece {}

  private record Text(String text) implements Piece {}

  private record Group(int number) implements Piece {}

  private final List<Piece> pieces = new ArrayList<>();
  private final Pattern pattern;

  private Expansion(Pattern pattern) {
    this.pattern = pattern;
  }

  static Expansion of(String template, Pattern pattern) {
    Expansion expansion = new Expansion(pattern);
    expansion.parse(template);
    return expansion;
  }

  /** Returns the text for a match of the pattern. */
  String expand(Matcher match) {
    StringBuilder sb = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Text(String text) -> sb.append(text);
        case Group(int number) -> {
          String group = match.group(number);
          sb.append(group == null ? "" : group);
        }
      }
    }
    return sb.toString();
  }

  private void parse(String template) {
    int at = 0;
    for (int dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', at)) {
      text(template.substring(at, dollar));
      at = dollar + 1;
      if (template.startsWith("$", at)) {
        text("$");
        at++;
        continue;
      }
      boolean braces = template.startsWith("{", at);
      int begin = braces ? at + 1 : at;
      int end = endOfName(template, begin);
      if (end == begin || (braces && !template.startsWith("}", end))) {
        text("$");
        continue;
      }
      reference(template.substring(begin, end));
      at = braces ? end + 1 : end;
    }
    text(template.substring(at));
  }

  private static int endOfName(String template, int begin) {
    int end = begin;
    while (end < template.length()) {
      int c = template.codePointAt(end);
      if (!Character.isLetter(c) && !Character.isDigit(c) && c != '_') {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      pieces.add(new Text(text));
    }
  }

  private void reference(String name) {
    int number =
        name.matches("0|[1-9][0-9]{0,7}")
            ? Integer.parseInt(name)
            : pattern.namedGroups().getOrDefault(name, -1);
    if (number >= 0 && number <= pattern.groupCount()) {
      pieces.add(new Group(number));
    }
  }
}
