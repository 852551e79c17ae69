package io.varve.promql.script;

import io.varve.promql.script.Expectation.Grid;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the line of an eval command; {@link ExpectationParser} reads those below it. */
final class EvalParser {
  private static final Pattern INSTANT =
      Pattern.compile(
          "(?i:eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+(?:at\\s+(.+?))?)\\s+(.+)");

  private static final Pattern RANGE =
      Pattern.compile(
          "(?i:eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(.+)\\s+to\\s+(.+)\\s+step\\s+(.+?))"
              + "\\s+(.+)");

  private final Line head;
  private final Query query;
  private final ExpectationParser expectations;

  private EvalParser(Line head, Query query, ExpectationParser expectations) {
    this.head = head;
    this.query = query;
    this.expectations = expectations;
  }

  static EvalParser begin(Line head) {
    Matcher instant = INSTANT.matcher(head.text());
    if (instant.matches()) {
      return instant(head, instant);
    }
    Matcher range = RANGE.matcher(head.text());
    if (range.matches()) {
      Grid grid = grid(head, range.group(2), range.group(3), range.group(4), false);
      return new EvalParser(
          head,
          new Query.Range(range.group(5), grid.start(), grid.end(), grid.step()),
          new ExpectationParser(modifier(range), grid, false));
    }
    throw head.error(
        "invalid evaluation command. Must be either 'eval[_fail|_warn|_ordered] instant"
            + " [at <offset:duration>] <query>' or 'eval[_fail|_warn] range from <from> to <to>"
            + " step <step> <query>'");
  }

  private static EvalParser instant(Line head, Matcher matcher) {
    String at = matcher.group(2) == null ? "" : matcher.group(2);
    long t = head.duration("timestamp", at);
    return new EvalParser(
        head,
        new Query.Instant(matcher.group(3), t),
        new ExpectationParser(modifier(matcher), new Grid(t, t, 0, false), true));
  }

  private static String modifier(Matcher matcher) {
    return matcher.group(1) == null ? "" : matcher.group(1).toLowerCase(Locale.ROOT);
  }

  /** Reads a grid as written in an eval command or an expect line. */
  static Grid grid(Line line, String from, String to, String step, boolean explicit) {
    long start = line.duration("start timestamp", from);
    long end = line.duration("end timestamp", to);
    if (end < start) {
      throw line.error(
          "invalid test definition, end timestamp (%s) is before start timestamp (%s)"
              .formatted(to, from));
    }
    return new Grid(start, end, line.duration("step", step), explicit);
  }

  /** Takes a line below the command, and returns whether there may be more. */
  boolean add(Line line) {
    return expectations.add(line);
  }

  Command.Eval build() {
    return new Command.Eval(head, query, expectations.build());
  }
}
