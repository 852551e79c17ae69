package io.varve.promql.script;

import com.google.re2j.PatternSyntaxException;
import io.varve.model.Labels;
import io.varve.promql.script.Expectation.ExpectedSeries;
import io.varve.promql.script.Expectation.Grid;
import io.varve.promql.script.Expectation.Notes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lines below an eval command. Used once. */
final class ExpectationParser {
  private static final Pattern EXPECT =
      Pattern.compile(
          "expect\\s+(ordered|fail|warn|no_warn|info|no_info)(?:\\s+(regex|msg):(.+))?");

  private static final Pattern RANGE_VECTOR =
      Pattern.compile("expect range vector\\s+from\\s+(.+)\\s+to\\s+(.+)\\s+step\\s+(.+)");

  private static final String STRING = "expect string";
  private static final String FAIL_MESSAGE = "expected_fail_message";
  private static final String FAIL_REGEXP = "expected_fail_regexp";

  private final boolean instant;
  private final boolean evalFail;
  private final List<TextMatch> failures = new ArrayList<>();
  private final NotesBuilder warnings;
  private final NotesBuilder infos;
  private boolean ordered;
  private boolean expectFail;
  private Grid grid;
  private Expectation.@Nullable Result plain;
  private final Map<Labels, ExpectedSeries> series = new LinkedHashMap<>();
  private int position;

  /**
   * Begins.
   *
   * @param modifier what is written behind the underscore of eval
   * @param grid when the query is evaluated
   * @param instant whether that is a single time
   */
  ExpectationParser(String modifier, Grid grid, boolean instant) {
    this.grid = grid;
    this.instant = instant;
    evalFail = modifier.equals("fail");
    ordered = modifier.equals("ordered");
    warnings = new NotesBuilder("warn", modifier.equals("warn"));
    infos = new NotesBuilder("info", modifier.equals("info"));
  }

  /** Takes a line, and returns whether there may be more. */
  boolean add(Line line) {
    String text = line.text();
    if (evalFail && text.startsWith(FAIL_MESSAGE)) {
      failures.add(new TextMatch.Exactly(text.substring(FAIL_MESSAGE.length()).strip()));
      return false;
    }
    if (evalFail && text.startsWith(FAIL_REGEXP)) {
      failures.add(regex(line, text.substring(FAIL_REGEXP.length()).strip()));
      return false;
    }
    if (text.startsWith("expect range vector")) {
      grid = rangeVector(line);
      return true;
    }
    if (text.startsWith(STRING)) {
      plain = new Expectation.StringResult(string(line));
      return true;
    }
    // A metric of that name can still be written as expect{}.
    if (text.split(" ", 2)[0].equals("expect")) {
      expect(line);
      return true;
    }
    OptionalDouble number = SignedNumber.parse(text);
    if (number.isPresent()) {
      plain = new Expectation.ScalarResult(number.getAsDouble());
      return false;
    }
    series(line);
    return true;
  }

  private static Grid rangeVector(Line line) {
    Matcher matcher = RANGE_VECTOR.matcher(line.text());
    if (!matcher.matches()) {
      throw line.error("invalid range vector definition \"" + line.text() + "\"");
    }
    return EvalParser.grid(line, matcher.group(1), matcher.group(2), matcher.group(3), true);
  }

  private static String string(Line line) {
    TextCursor cursor = new TextCursor(line, line.text().substring(STRING.length()).strip());
    if (cursor.atEnd()) {
      throw line.error("expected string literal not valid - a quoted string literal is required");
    }
    if (cursor.peek() == '"' || cursor.peek() == '`') {
      String quoted = cursor.takeQuoted();
      if (cursor.atEnd()) {
        return GoString.unquote(cursor, quoted);
      }
    }
    throw line.error(
        "expected string literal not valid - check that the string is correctly quoted");
  }

  private void expect(Line line) {
    Matcher matcher = EXPECT.matcher(line.text());
    if (!matcher.matches()) {
      throw line.error(
          "invalid expect statement, must match `expect <type> <match_type>: <string>` format");
    }
    TextMatch match = match(line, matcher.group(2), matcher.group(3));
    switch (matcher.group(1)) {
      case "ordered" -> ordered = true;
      case "fail" -> fail(line, match);
      case "warn" -> warnings.want(line, match);
      case "no_warn" -> warnings.forbid(line);
      case "info" -> infos.want(line, match);
      default -> infos.forbid(line);
    }
  }

  private static TextMatch match(Line line, @Nullable String kind, @Nullable String text) {
    if (kind == null || text == null) {
      return new TextMatch.Any();
    }
    return kind.equals("msg") ? new TextMatch.Exactly(text.strip()) : regex(line, text.strip());
  }

  private static TextMatch regex(Line line, String expression) {
    try {
      return new TextMatch.Matching(com.google.re2j.Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      throw line.error("invalid regexp '%s': %s".formatted(expression, e.getMessage()));
    }
  }

  private void fail(Line line, TextMatch match) {
    if (expectFail) {
      throw line.error("invalid expect lines, multiple expect fail lines are not allowed");
    }
    expectFail = true;
    failures.add(match);
  }

  private void series(Line line) {
    SeriesLine parsed = SeriesLine.parse(line);
    boolean single = instant && !grid.explicit();
    if (parsed.points().size() > 1 && single) {
      throw line.error(
          "expecting multiple values in instant evaluation not allowed. consider using 'expect"
              + " range vector' directive to enable a range vector result for an instant query");
    }
    if (parsed.points().isEmpty() && single) {
      throw line.error("expected a value behind the series");
    }
    position++;
    series.put(parsed.labels(), new ExpectedSeries(position, parsed.points()));
  }

  Expectation build() {
    if (evalFail && failures.isEmpty()) {
      failures.add(new TextMatch.Any());
    }
    Expectation.Result result = plain == null ? new Expectation.SeriesResult(series, grid) : plain;
    return new Expectation(failures, warnings.build(), infos.build(), ordered, result);
  }

  /** What is expected of annotations of one kind. */
  private static final class NotesBuilder {
    private final String kind;
    private final boolean some;
    private final List<TextMatch> wanted = new ArrayList<>();
    private boolean forbidden;

    NotesBuilder(String kind, boolean some) {
      this.kind = kind;
      this.some = some;
    }

    void want(Line line, TextMatch match) {
      wanted.add(match);
      check(line);
    }

    void forbid(Line line) {
      forbidden = true;
      check(line);
    }

    private void check(Line line) {
      if (forbidden && !wanted.isEmpty()) {
        throw line.error(
            "invalid expect lines, %s and no_%s cannot be used together".formatted(kind, kind));
      }
    }

    Notes build() {
      boolean any = some && wanted.isEmpty();
      return new Notes(forbidden, any ? List.of(new TextMatch.Any()) : wanted);
    }
  }
}
