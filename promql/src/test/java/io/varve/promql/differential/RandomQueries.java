package io.varve.promql.differential;

import java.util.Random;

/**
 * Draws well-typed queries, every kind of node among them.
 *
 * <p>Shards add in another order than one alone, so that sums of fractions differ in their last
 * bits. What makes leaps of such a difference (comparisons, divisions, ranks) is drawn above values
 * only that every evaluation computes bit by bit alike.
 */
public final class RandomQueries {
  /** Functions of a single value. */
  private static final String[] ELEMENTWISE =
      ("abs acos acosh asin asinh atan atanh ceil cos cosh day_of_month day_of_week day_of_year"
              + " days_in_month deg exp floor hour ln log10 log2 minute month rad round sgn sin"
              + " sinh sqrt tan tanh timestamp year histogram_avg histogram_count histogram_sum"
              + " histogram_stddev histogram_stdvar")
          .split(" ");

  /**
   * Functions of a range that need no other argument, and may leap where a value's last bit does.
   */
  private static final String[] LEAPING =
      ("rate increase delta changes resets irate idelta deriv first_over_time mad_over_time"
              + " stdvar_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time"
              + " ts_of_min_over_time")
          .split(" ");

  private final Random random;
  private final long origin;

  /** Draws queries of data that begin in 1970. */
  RandomQueries(Random random) {
    this(random, 0);
  }

  /**
   * Draws queries.
   *
   * @param origin when the data begin, seconds since 1970
   */
  public RandomQueries(Random random, long origin) {
    this.random = random;
    this.origin = origin;
  }

  /** Returns a query that gives an instant vector, or now and then a scalar. */
  public String next() {
    return random.nextInt(20) == 0 ? scalar(3, true) : vector(3, random.nextInt(10) > 2);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String selector(boolean exact) {
    String name =
        one(
            "a",
            "a",
            "a",
            "b",
            "b",
            "b",
            "c",
            "nothing",
            "n",
            exact ? "m" : "f",
            exact ? "m" : "f");
    String matchers =
        one("", "", "", "{job='x'}", "{job!='x'}", "{inst=~'[1-4]'}", "{job=''}", "{inst='3'}");
    return chance(8) ? "{__name__=~'a|b'" + one("", ", job='x'") + "}" : name + matchers;
  }

  private String modifier() {
    return one(
        "",
        "",
        "",
        "",
        "",
        "",
        " offset 1m",
        " offset -30s",
        " @ " + (origin + 600),
        " @ end()",
        " @ start()");
  }

  private String vector(int depth, boolean exact) {
    if (depth == 0 || chance(10)) {
      return selector(exact) + (chance(4) ? " smoothed" : modifier());
    }
    return switch (random.nextInt(exact ? 18 : 13)) {
      case 0, 1 -> aggregation(depth, exact);
      case 2, 3 -> aggregation(depth, exact);
      case 4 -> "-" + parens(vector(depth - 1, exact));
      case 5 -> range(depth, exact);
      case 6 -> setOperation(depth, exact);
      case 7 -> vectorOperation(one("+", "-", "*"), depth, exact);
      case 8 -> withScalar(one("+", "-", "*"), depth, exact);
      case 9 ->
          one("abs", "clamp_min", "clamp_max").equals("abs")
              ? "abs(" + vector(depth - 1, exact) + ")"
              : "clamp_max(%s, %s)".formatted(vector(depth - 1, exact), scalar(depth - 1, exact));
      case 10 -> fromNothing(depth);
      case 11 -> chance(90) ? relabelled(depth, exact) : "info(" + selector(exact) + ")";
      case 12 -> chance(50) ? histogram() : nativeHistogram(depth, exact);
      case 13 ->
          vectorOperation(one("==", "!=", ">", ">=", "<", "<=", "> bool", "== bool"), depth, true);
      case 14 ->
          withScalar(one("==", "!=", ">", "<", ">= bool", "/", "%", "^", "atan2"), depth, true);
      case 15 -> sorted(depth);
      case 16 -> vectorOperation(one("/", "%", "atan2", "^", "</", ">/"), depth, true);
      default -> elementwise(depth);
    };
  }

  private static String parens(String e) {
    return "(" + e + ")";
  }

  private String elementwise(int depth) {
    String child = vector(depth - 1, true);
    return switch (random.nextInt(8)) {
      case 0 -> "clamp(%s, %s, %s)".formatted(child, scalar(depth - 1, true), "8");
      case 1 -> "clamp_min(%s, %s)".formatted(child, scalar(depth - 1, true));
      case 2 -> "round(%s, %s)".formatted(child, one("0.5", "3", scalar(depth - 1, true)));
      default -> one(ELEMENTWISE) + parens(child);
    };
  }

  private String sorted(int depth) {
    String child = vector(depth - 1, true);
    return chance(60)
        ? one("sort", "sort_desc") + parens(child)
        : "%s(%s, %s)"
            .formatted(
                one("sort_by_label", "sort_by_label_desc"), child, one("'job'", "'inst', 'job'"));
  }

  private String grouping() {
    return one("", "", " by (job)", " by (inst)", " by (job, inst)", " without (inst)", " by ()");
  }

  private String aggregation(int depth, boolean exact) {
    if (exact) {
      String child = vector(depth - 1, true);
      return switch (random.nextInt(8)) {
        case 0, 1 ->
            "%s%s (%s, %s)"
                .formatted(
                    one("topk", "bottomk"),
                    grouping(),
                    parameter(depth, one("1", "2", "5")),
                    child);
        case 4 ->
            chance(50)
                ? "limitk%s (%s, %s)".formatted(grouping(), one("1", "3"), child)
                : "limit_ratio%s (%s, %s)".formatted(grouping(), one("0.4", "-0.5"), child);
        case 2 -> "count_values%s ('v', %s)".formatted(grouping(), child);
        case 3 ->
            "quantile%s (%s, %s)".formatted(grouping(), one("0.5", "0", "1", "0.9", "2"), child);
        default -> "%s%s (%s)".formatted(one("min", "max", "count", "group"), grouping(), child);
      };
    }
    String op = one("sum", "sum", "avg", "stddev", "stdvar", "count", "max");
    return "%s%s (%s)".formatted(op, grouping(), vector(depth - 1, false));
  }

  private String parameter(int depth, String literal) {
    return chance(80) ? literal : scalar(depth - 1, true);
  }

  private String range(int depth, boolean exact) {
    if (exact && chance(10)) {
      return extendedRange();
    }
    String window = one("1m", "3m", "10m", "max_of(step() * 2, 1m)");
    String f = one("sum", "avg", "min", "max", "count", "last", "present", "stddev", "quantile");
    String argument =
        chance(60)
            ? selector(exact) + "[" + window + "]" + modifier()
            : parens(vector(depth - 1, exact))
                + "["
                + window
                + one(":", ":30s", ":1m")
                + "]"
                + modifier();
    if (exact && chance(40)) {
      return switch (random.nextInt(10)) {
        case 0 -> "predict_linear(%s, %s)".formatted(argument, parameter(depth, "60"));
        case 1 -> "double_exponential_smoothing(%s, 0.5, 0.3)".formatted(argument);
        default -> one(LEAPING) + parens(argument);
      };
    }
    return f.equals("quantile")
        ? "quantile_over_time(%s, %s)".formatted(parameter(depth, "0.5"), argument)
        : f + "_over_time" + parens(argument);
  }

  private String extendedRange() {
    String window = "(%s[%s] ".formatted(selector(true), one("1m", "3m", "10m"));
    return chance(50)
        ? one("rate", "increase", "delta", "changes", "resets") + window + "anchored)"
        : one("rate", "increase", "delta") + window + "smoothed)";
  }

  private String matching() {
    return one(
        "", "", "", " ignoring (le)", " on (job, inst)", " on (inst)", " ignoring (job)", " on ()");
  }

  /**
   * Labels follow {@code group_left} even if there are none: a parenthesis would be taken for them.
   */
  private String vectorOperation(String op, int depth, boolean exact) {
    String matching = matching();
    String taken = matching.contains("on (job") ? " group_left () " : " group_left (job) ";
    String group =
        matching.isEmpty() || chance(50) ? "" : one(" group_left () ", " group_right () ", taken);
    String fill =
        chance(85) ? "" : one(" fill (1) ", " fill_left (0) ", " fill_right (2) fill_left (3) ");
    return "%s %s%s%s%s %s"
        .formatted(
            parens(vector(depth - 1, exact)),
            op,
            matching,
            group,
            fill,
            parens(vector(depth - 1, exact)));
  }

  private String setOperation(int depth, boolean exact) {
    return "%s %s%s %s"
        .formatted(
            parens(vector(depth - 1, exact)),
            one("and", "or", "unless"),
            matching(),
            parens(vector(depth - 1, exact)));
  }

  private String withScalar(String op, int depth, boolean exact) {
    String vector = parens(vector(depth - 1, exact));
    String scalar = parens(scalar(depth - 1, exact));
    return chance(50) || op.endsWith("bool")
        ? vector + " " + op + " " + scalar
        : scalar + " " + op + " " + vector;
  }

  private String fromNothing(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> "vector(" + scalar(depth - 1, true) + ")";
      case 1 -> "absent(" + vector(depth - 1, true) + ")";
      case 2 -> "absent_over_time(" + selector(true) + "[1m]" + modifier() + ")";
      case 3 -> "vector(1) or " + parens(vector(depth - 1, true));
      default -> one("hour()", "minute()", "vector(time())");
    };
  }

  private String relabelled(int depth, boolean exact) {
    String child = vector(depth - 1, exact);
    return switch (random.nextInt(4)) {
      case 0 -> "label_replace(%s, 'job', 'z', '', '')".formatted(child);
      case 1 -> "label_replace(%s, 'inst', 'i$1', 'inst', '([1-3])')".formatted(child);
      case 2 -> "label_join(%s, 'both', '-', 'job', 'inst')".formatted(child);
      default -> "label_replace(%s, '__name__', 'n', '', '')".formatted(child);
    };
  }

  private String histogram() {
    String buckets = one("h_bucket", "rate(h_bucket[3m])", "sum by (le, job) (h_bucket)");
    return "histogram_quantile(%s, %s)".formatted(one("0.5", "0.9", "scalar(c)"), buckets);
  }

  private String nativeHistogram(int depth, boolean exact) {
    String vector =
        switch (random.nextInt(6)) {
          case 0 -> one("n", "m") + modifier();
          case 1 -> one("rate", "delta", "irate", "idelta") + "(" + one("n", "m") + "[3m])";
          case 2 -> one("sum_over_time", "avg_over_time") + "(" + one("n", "m") + "[2m])";
          case 3 -> "increase(" + one("n", "m") + "[5m:30s])";
          case 4 ->
              one("sum", "avg", "limitk", "limit_ratio").startsWith("limit")
                  ? "limit_ratio(0.5, " + one("n", "m") + ")"
                  : one("sum", "avg") + grouping() + "(" + one("n", "m") + ")";
          default -> vector(depth - 1, exact);
        };
    return switch (random.nextInt(6)) {
      case 0 -> "histogram_quantile(%s, %s)".formatted(one("0.5", "0.9", "2"), vector);
      case 1 -> "histogram_fraction(0, %s, %s)".formatted(one("1", "3"), vector);
      case 2 -> "histogram_quantiles(%s, 'q', 0.1, 0.9)".formatted(vector);
      case 3 -> "histogram_%s(%s)".formatted(one("count", "sum", "avg", "stddev"), vector);
      case 4 -> "limitk(%s, %s)".formatted(one("1", "3"), vector);
      default -> vector + one(" </ 2", " >/ 1.5", " * 2", " / 4", "");
    };
  }

  private String scalar(int depth, boolean exact) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0, 1 -> one("0", "1", "2", "3", "7");
      case 2 -> "time() - " + (origin + 600);
      case 3 -> "pi()";
      case 4 -> one("start() - " + origin, "end() - " + origin, "range()", "step()") + " - 100";
      case 5 -> one("min_of", "max_of") + "(time() - %d, 3)".formatted(origin + 500);
      case 6 -> "scalar(" + selector(exact) + ")";
      case 7 -> "scalar(" + aggregation(depth, exact) + ")";
      default -> parens(scalar(depth - 1, exact)) + one(" + ", " * ") + "2";
    };
  }
}
