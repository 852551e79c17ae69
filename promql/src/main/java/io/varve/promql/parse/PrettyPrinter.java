package io.varve.promql.parse;

import io.varve.model.Utf8;
import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.ParenExpr;
import io.varve.promql.ast.StringLiteral;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.UnaryExpr;
import io.varve.promql.ast.VectorSelector;
import java.util.List;

/**
 * Writes trees over several lines as Prometheus does: what fits a line as {@link Printer} writes it
 * stays on one; of what does not, each operand and argument gets lines of its own, indented by two
 * spaces for each level.
 */
public final class PrettyPrinter {
  private static final int LINE_BYTES = 100;

  private final StringBuilder out = new StringBuilder();
  private final int lineBytes;

  private PrettyPrinter(int lineBytes) {
    this.lineBytes = lineBytes;
  }

  /** Returns the text of an expression. */
  public static String print(Expr expr) {
    return print(expr, LINE_BYTES);
  }

  /** Returns the text of an expression, where a line takes so many bytes without indentation. */
  static String print(Expr expr, int lineBytes) {
    PrettyPrinter printer = new PrettyPrinter(lineBytes);
    printer.expr(expr, 0);
    return printer.out.toString();
  }

  /** Writes the expression; the output is at the beginning of a line. */
  private void expr(Expr expr, int level) {
    if (expr instanceof UnaryExpr) {
      unary(expr, level);
      return;
    }
    String line = Printer.print(expr);
    if (Utf8.encodedLength(line) <= lineBytes) {
      // A subquery on one line is not indented, for Prometheus forgets to.
      indent(expr instanceof SubqueryExpr ? 0 : level);
      out.append(line);
      return;
    }
    switch (expr) {
      case AggregateExpr a -> lines(level, Printer.heading(a), a.children());
      case Call c -> lines(level, c.function().name(), c.args());
      case ParenExpr p -> lines(level, "", List.of(p.expr()));
      case BinaryExpr b -> {
        if (Printer.isPowerOfInfinity(b)) {
          indent(level + 1);
          out.append("Inf");
        } else {
          expr(b.lhs(), level + 1);
        }
        out.append('\n');
        indent(level);
        MatchingPrinter.print(b, out);
        out.append('\n');
        expr(b.rhs(), level + 1);
      }
      case SubqueryExpr q -> {
        expr(q.expr(), level);
        out.append(Printer.tail(q));
      }
      case MatrixSelector _, NumberLiteral _, StringLiteral _, UnaryExpr _, VectorSelector _ -> {
        indent(level);
        out.append(line);
      }
    }
  }

  /** Writes signs and what is behind them, whose indentation goes before the signs. */
  private void unary(Expr expr, int level) {
    indent(level);
    Expr rest = expr;
    while (rest instanceof UnaryExpr u) {
      out.append(u.op().symbol());
      rest = u.expr();
    }
    int start = out.length();
    expr(rest, level);
    int end = start;
    while (out.charAt(end) == ' ') {
      end++;
    }
    out.delete(start, end);
  }

  /** Writes expressions in parentheses, each on lines of its own. */
  private void lines(int level, String before, List<Expr> inner) {
    indent(level);
    out.append(before).append("(\n");
    for (int i = 0; i < inner.size(); i++) {
      expr(inner.get(i), level + 1);
      out.append(i + 1 < inner.size() ? ",\n" : "\n");
    }
    indent(level);
    out.append(')');
  }

  private void indent(int level) {
    out.repeat("  ", level);
  }
}
