package io.varve.promql.parse;

import io.varve.model.GoQuote;
import io.varve.model.LabelMatcher;
import io.varve.model.LabelName;
import io.varve.model.MatchType;
import io.varve.model.Utf8;
import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.At;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.DurationExpr;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.ParenExpr;
import io.varve.promql.ast.StringLiteral;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.UnaryExpr;
import io.varve.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees on one line as Prometheus does: conditions in the order of their text, {@code by}
 * before the arguments, one space around operators. Parsing the text gives the tree again, but for
 * positions and the order of conditions.
 *
 * <p>The text differs from that of Prometheus only where Prometheus would not read its own back:
 * grouping labels such as {@code without} get quotes, a selector without conditions is {@code {}},
 * a duration of less than a millisecond is a number, {@code -0s} keeps its sign, and infinity to a
 * power has none.
 */
public final class Printer {
  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  /** Returns the text of an expression. */
  public static String print(Expr expr) {
    Printer printer = new Printer();
    printer.expr(expr);
    return printer.out.toString();
  }

  /** Returns the text of a duration as it stands in brackets or after {@code offset}. */
  public static String print(DurationExpr duration) {
    Printer printer = new Printer();
    printer.duration(duration);
    return printer.out.toString();
  }

  private void expr(Expr expr) {
    switch (expr) {
      case AggregateExpr a -> {
        appendHeading(a);
        arguments(a.children());
      }
      case BinaryExpr b -> {
        if (isPowerOfInfinity(b)) {
          out.append("Inf");
        } else {
          expr(b.lhs());
        }
        out.append(' ');
        MatchingPrinter.print(b, out);
        out.append(' ');
        expr(b.rhs());
      }
      case Call c -> {
        out.append(c.function().name());
        arguments(c.args());
      }
      case MatrixSelector(VectorSelector s, DurationExpr window, _) -> {
        series(s);
        out.append('[');
        duration(window);
        out.append(']');
        extension(s);
        at(s.at());
        offset(s.offset());
      }
      case NumberLiteral n -> out.append(number(n.value(), n.isDuration()));
      case ParenExpr p -> arguments(List.of(p.expr()));
      case StringLiteral s -> out.append(GoQuote.quote(s.value()));
      case SubqueryExpr q -> {
        expr(q.expr());
        appendTail(q);
      }
      case UnaryExpr u -> {
        out.append(u.op().symbol());
        expr(u.expr());
      }
      case VectorSelector s -> {
        series(s);
        at(s.at());
        extension(s);
        offset(s.offset());
      }
    }
  }

  /** Returns whether the left operand needs its sign left out, which would apply to the power. */
  static boolean isPowerOfInfinity(BinaryExpr b) {
    return b.op() == BinaryOp.POW
        && b.lhs() instanceof NumberLiteral(double value, _, _)
        && value == Double.POSITIVE_INFINITY;
  }

  /** Returns an aggregation's text up to its arguments. */
  static String heading(AggregateExpr a) {
    Printer printer = new Printer();
    printer.appendHeading(a);
    return printer.out.toString();
  }

  private void appendHeading(AggregateExpr a) {
    out.append(a.op().symbol());
    if (a.without() || !a.grouping().isEmpty()) {
      out.append(a.without() ? " without " : " by ");
      MatchingPrinter.labels(a.grouping(), out);
      out.append(' ');
    }
  }

  private void arguments(List<Expr> args) {
    out.append('(');
    for (int i = 0; i < args.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      expr(args.get(i));
    }
    out.append(')');
  }

  /** Returns a subquery's text from its brackets on. */
  static String tail(SubqueryExpr q) {
    Printer printer = new Printer();
    printer.appendTail(q);
    return printer.out.toString();
  }

  private void appendTail(SubqueryExpr q) {
    out.append('[');
    duration(q.window());
    out.append(':');
    if (q.step() != null) {
      duration(q.step());
    }
    out.append(']');
    at(q.at());
    offset(q.offset());
  }

  private void series(VectorSelector s) {
    out.append(s.name());
    List<String> conditions = new ArrayList<>();
    for (LabelMatcher matcher : s.matchers()) {
      if (!isNameOf(s, matcher)) {
        conditions.add(matcher.toString());
      }
    }
    if (!conditions.isEmpty() || s.name().isEmpty()) {
      conditions.sort(Utf8::compare);
      out.append('{').append(String.join(",", conditions)).append('}');
    }
  }

  private static boolean isNameOf(VectorSelector s, LabelMatcher matcher) {
    return !s.name().isEmpty()
        && matcher.equals(new LabelMatcher(MatchType.EQ, LabelName.METRIC_NAME, s.name()));
  }

  private void extension(VectorSelector s) {
    if (s.anchored()) {
      out.append(" anchored");
    } else if (s.smoothed()) {
      out.append(" smoothed");
    }
  }

  private void at(At at) {
    switch (at) {
      case At.None _ -> {}
      case At.Start _ -> out.append(" @ start()");
      case At.End _ -> out.append(" @ end()");
      case At.Timestamp(long millis) ->
          out.append(String.format(Locale.ROOT, " @ %.3f", millis / 1000.0));
    }
  }

  private void offset(@Nullable DurationExpr offset) {
    if (offset != null) {
      out.append(" offset ");
      duration(offset);
    }
  }

  private void duration(DurationExpr duration) {
    switch (duration) {
      case DurationExpr.Literal l -> out.append(number(l.seconds(), l.isDuration()));
      case DurationExpr.Step _ -> out.append("step()");
      case DurationExpr.QueryRange _ -> out.append("range()");
      case DurationExpr.MinOf m -> pair("min_of(", m.lhs(), ", ", m.rhs(), ")");
      case DurationExpr.MaxOf m -> pair("max_of(", m.lhs(), ", ", m.rhs(), ")");
      case DurationExpr.Binary b -> pair("", b.lhs(), " " + b.op().symbol() + " ", b.rhs(), "");
      case DurationExpr.Negation n -> {
        out.append('-');
        duration(n.operand());
      }
      case DurationExpr.Paren p -> {
        out.append('(');
        duration(p.operand());
        out.append(')');
      }
    }
  }

  private void pair(
      String before, DurationExpr lhs, String between, DurationExpr rhs, String after) {
    out.append(before);
    duration(lhs);
    out.append(between);
    duration(rhs);
    out.append(after);
  }

  private static String number(double value, boolean isDuration) {
    if (!isDuration) {
      return Numbers.formatFixed(value);
    }
    String sign = Math.copySign(1, value) < 0 ? "-" : "";
    return sign + Durations.format(Math.round(Math.abs(value) * 1000));
  }
}
