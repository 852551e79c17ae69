package io.varve.multijvm;

import java.util.regex.Pattern;

/**
 * Queries that are not compared, because they are answered otherwise than by Prometheus, or because
 * the answer cannot show whether they are. Each reason stands in {@code
 * docs/promql-conformance.md}.
 */
final class KnownDifferences {
  /** What takes some of many series. */
  private static final Pattern CHOICE = Pattern.compile("(?:topk|bottomk|limitk)[ (]");

  private static final Pattern CHOICE_FIRST = Pattern.compile("^" + CHOICE.pattern());
  private static final Pattern LITERAL_COUNT =
      Pattern.compile("^\\w+(?: (?:by|without) \\([^)]*\\))? ?\\(\\d+,");

  /** What two languages compute with other last bits. */
  private static final Pattern ROUGH =
      Pattern.compile(
          "\\^|(?:exp|ln|log2|log10|a?(?:sin|cos|tan)h?|atan2|deriv|predict_linear"
              + "|(?:avg|stddev|stdvar)(?:_over_time)?"
              + "|histogram_(?:quantiles?|fraction|stddev|stdvar))\\b");

  /** What makes much of the last bits of a large number, which is what grows fast. */
  private static final Pattern PERIODIC = Pattern.compile("\\b(?:sin|cos|tan)\\(");

  private static final Pattern GROWING = Pattern.compile("\\^|\\b(?:exp|sinh|cosh|tan)\\(");
  private static final Pattern SUBQUERY_AHEAD = Pattern.compile(":\\w*] offset -");

  private KnownDifferences() {}

  /** Returns whether the query begins with what takes some of many series. */
  static boolean chooses(String query) {
    return CHOICE_FIRST.matcher(query).find();
  }

  /** Returns whether the query is not to be compared. */
  static boolean concern(String query) {
    return hidesChoice(query)
        || showsLastBits(query)
        || (SUBQUERY_AHEAD.matcher(query).find() && query.contains("@"))
        || (chooses(query) && !LITERAL_COUNT.matcher(query).find());
  }

  /** What was chosen is not all that is seen. */
  private static boolean hidesChoice(String query) {
    long choices = CHOICE.matcher(query).results().count();
    return choices > 1 || (choices == 1 && !chooses(query));
  }

  /** A label, or another number, tells of the last bits of a number. */
  private static boolean showsLastBits(String query) {
    return (query.contains("count_values") && ROUGH.matcher(query).find())
        || (PERIODIC.matcher(query).find() && GROWING.matcher(query).find());
  }
}
