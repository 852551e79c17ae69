package io.varve.promql.reference;

import io.varve.promql.ast.At;
import io.varve.promql.ast.DurationExpr;
import org.jspecify.annotations.Nullable;

/**
 * The times that a query was asked for, ms.
 *
 * @param step 0 if there is but one time
 */
record QuerySpan(long start, long end, long step) {
  /** Returns the time that a selector looks at. */
  long moment(@Nullable DurationExpr offset, At at, long now) {
    long base =
        switch (at) {
          case At.None _ -> now;
          case At.Timestamp fixed -> fixed.millis();
          case At.Start _ -> start;
          case At.End _ -> end;
        };
    return offset == null ? base : base - millis(offset);
  }

  /** Returns a duration's length, ms. */
  long millis(DurationExpr duration) {
    return Math.round(1000 * seconds(duration));
  }

  private double seconds(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal literal -> literal.seconds();
      case DurationExpr.Step _ -> step / 1000.0;
      case DurationExpr.QueryRange _ -> (end - start) / 1000.0;
      case DurationExpr.Negation n -> -seconds(n.operand());
      case DurationExpr.Paren p -> seconds(p.operand());
      case DurationExpr.MinOf m -> Math.min(seconds(m.lhs()), seconds(m.rhs()));
      case DurationExpr.MaxOf m -> Math.max(seconds(m.lhs()), seconds(m.rhs()));
      case DurationExpr.Binary b -> {
        double l = seconds(b.lhs());
        double r = seconds(b.rhs());
        yield switch (b.op()) {
          case ADD -> l + r;
          case SUB -> l - r;
          case MUL -> l * r;
          case DIV -> l / r;
          case MOD -> l % r;
          case POW -> Math.pow(l, r);
        };
      }
    };
  }
}
