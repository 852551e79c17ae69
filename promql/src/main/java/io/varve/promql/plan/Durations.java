package io.varve.promql.plan;

import io.varve.promql.ast.DurationExpr;
import io.varve.promql.ast.PosRange;
import io.varve.promql.value.QueryException;

/** Computes lengths of time that depend on the query's step and range. */
final class Durations {
  /** What a duration in ns may come to, as seconds. */
  private static final double MAX_SECONDS = 0x1p63 / 1e9;

  private final String text;
  private final QueryTimes times;

  /**
   * @param text the query, for the positions in messages
   */
  Durations(String text, QueryTimes times) {
    this.text = text;
    this.times = times;
  }

  /** Returns the length of a range or step in ms. */
  long positive(DurationExpr e) {
    return millis(e, false);
  }

  /** Returns the length of an offset in ms, which may be negative or zero. */
  long signed(DurationExpr e) {
    return millis(e, true);
  }

  private long millis(DurationExpr e, boolean anySign) {
    if (e instanceof DurationExpr.Literal literal) {
      return literal.millis();
    }
    double seconds = seconds(e);
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      throw failure(e, "duration is NaN or infinite");
    }
    if (seconds <= 0 && !anySign) {
      throw failure(e, "duration must be greater than 0");
    }
    if (Math.abs(seconds) > MAX_SECONDS) {
      throw failure(e, "duration is out of range");
    }
    return (long) (seconds * 1000);
  }

  private double seconds(DurationExpr e) {
    return switch (e) {
      case DurationExpr.Literal literal -> literal.seconds();
      case DurationExpr.Step _ -> times.step() / 1000.0;
      case DurationExpr.QueryRange _ -> (times.end() - times.start()) / 1000.0;
      case DurationExpr.Negation n -> -seconds(n.operand());
      case DurationExpr.MinOf m -> Math.min(seconds(m.lhs()), seconds(m.rhs()));
      case DurationExpr.MaxOf m -> Math.max(seconds(m.lhs()), seconds(m.rhs()));
      case DurationExpr.Paren p -> seconds(p.operand());
      case DurationExpr.Binary b -> seconds(b);
    };
  }

  private double seconds(DurationExpr.Binary b) {
    double lhs = seconds(b.lhs());
    double rhs = seconds(b.rhs());
    return switch (b.op()) {
      case ADD -> lhs + rhs;
      case SUB -> lhs - rhs;
      case MUL -> lhs * rhs;
      case DIV -> {
        if (rhs == 0) {
          throw failure(b, "division by zero");
        }
        yield lhs / rhs;
      }
      case MOD -> {
        if (rhs == 0) {
          throw failure(b, "modulo by zero");
        }
        yield lhs % rhs;
      }
      case POW -> Math.pow(lhs, rhs);
    };
  }

  private QueryException failure(DurationExpr e, String what) {
    PosRange bytes = e.range().inBytes(text);
    return QueryException.invalid(bytes.start() + ":" + bytes.end() + ": " + what);
  }
}
