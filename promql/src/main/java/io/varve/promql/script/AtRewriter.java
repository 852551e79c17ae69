package io.varve.promql.script;

import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.At;
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
import java.util.Set;

/**
 * Fixes the time of all selectors and subqueries of an expression, after which its value does not
 * depend on the evaluation's time, unless it calls one of a few functions.
 */
final class AtRewriter {
  /** Their values depend on the evaluation's time whatever their arguments look at. */
  private static final Set<String> STEP_VARIANT =
      Set.of(
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "days_in_month",
          "end",
          "hour",
          "minute",
          "month",
          "predict_linear",
          "range",
          "start",
          "step",
          "time",
          "timestamp",
          "year");

  private final At at;

  private AtRewriter(long millis) {
    at = new At.Timestamp(millis);
  }

  /** Returns whether some call depends on the time; those inside a subquery see its steps. */
  static boolean isStepVariant(Expr expr) {
    return switch (expr) {
      case SubqueryExpr _ -> false;
      case Call call when STEP_VARIANT.contains(call.function().name()) -> true;
      default -> expr.children().stream().anyMatch(AtRewriter::isStepVariant);
    };
  }

  /**
   * Returns the expression with all times fixed but those already fixed, and those inside of
   * subqueries.
   */
  static Expr fix(Expr expr, long millis) {
    return new AtRewriter(millis).fix(expr);
  }

  private Expr fix(Expr expr) {
    return switch (expr) {
      case NumberLiteral _, StringLiteral _ -> expr;
      case VectorSelector selector -> fix(selector);
      case MatrixSelector m -> new MatrixSelector(fix(m.selector()), m.window(), m.range());
      case SubqueryExpr s ->
          new SubqueryExpr(s.expr(), s.window(), s.step(), s.offset(), fix(s.at()), s.range());
      case ParenExpr p -> new ParenExpr(fix(p.expr()), p.range());
      case UnaryExpr u -> new UnaryExpr(u.op(), fix(u.expr()), u.range());
      case BinaryExpr b ->
          new BinaryExpr(
              b.op(), fix(b.lhs()), fix(b.rhs()), b.matching(), b.returnBool(), b.range());
      case AggregateExpr a ->
          new AggregateExpr(
              a.op(),
              a.param() == null ? null : fix(a.param()),
              fix(a.expr()),
              a.grouping(),
              a.without(),
              a.range());
      case Call c -> new Call(c.function(), c.args().stream().map(this::fix).toList(), c.range());
    };
  }

  private VectorSelector fix(VectorSelector s) {
    return new VectorSelector(
        s.name(), s.matchers(), s.offset(), fix(s.at()), s.anchored(), s.smoothed(), s.range());
  }

  private At fix(At given) {
    return given instanceof At.Timestamp ? given : at;
  }
}
