package io.varve.promql.parse;

import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.At;
import io.varve.promql.ast.BinaryExpr;
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
import org.jspecify.annotations.Nullable;

/**
 * Puts {@code offset}, {@code @}, {@code anchored} and {@code smoothed} on the expression before
 * them, which must be a selector or a subquery. Where it is not, or has one already, an error is
 * noted and the expression stays as it is.
 */
final class Modifiers {
  private static final String WRONG_TARGET =
      " modifier must be preceded by an instant vector selector or range vector selector or a"
          + " subquery";

  private final TokenStream tokens;

  Modifiers(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** Puts the offset that the last token taken ends. */
  Expr offset(Expr expr, @Nullable DurationExpr offset) {
    Time time = timeOf(expr);
    if (time == null) {
      return failed(expr, "offset" + WRONG_TARGET);
    }
    if (time.offset != null) {
      return failed(expr, "offset may not be set multiple times");
    }
    return withTime(expr, new Time(offset, time.at));
  }

  /** Puts the time that the last token taken ends. */
  Expr at(Expr expr, At at) {
    Time time = timeOf(expr);
    if (time == null) {
      return failed(expr, "@" + WRONG_TARGET);
    }
    if (!time.at.equals(At.NONE)) {
      return failed(expr, "@ <timestamp> may not be set multiple times");
    }
    return withTime(expr, new Time(time.offset, at));
  }

  Expr anchored(Expr expr, boolean isEnabled) {
    return extended(expr, "anchored", true, isEnabled);
  }

  Expr smoothed(Expr expr, boolean isEnabled) {
    return extended(expr, "smoothed", false, isEnabled);
  }

  private Expr extended(Expr expr, String name, boolean anchor, boolean isEnabled) {
    if (!isEnabled) {
      return failed(expr, name + " modifier is experimental and not enabled");
    }
    return switch (expr) {
      case VectorSelector s -> extended(s, anchor, expr);
      case MatrixSelector m ->
          new MatrixSelector(extended(m.selector(), anchor, expr), m.window(), m.range());
      case SubqueryExpr _ -> failed(expr, name + " modifier is not supported for subqueries");
      case AggregateExpr _,
          BinaryExpr _,
          Call _,
          NumberLiteral _,
          ParenExpr _,
          StringLiteral _,
          UnaryExpr _ ->
          failed(expr, name + " modifier not implemented");
    };
  }

  private VectorSelector extended(VectorSelector s, boolean anchor, Expr place) {
    boolean anchored = s.anchored() || anchor;
    boolean smoothed = s.smoothed() || !anchor;
    if (anchored && smoothed) {
      tokens.error(place.range(), "anchored and smoothed modifiers cannot be used together");
    }
    return new VectorSelector(
        s.name(), s.matchers(), s.offset(), s.at(), anchored, smoothed, s.range());
  }

  private static @Nullable Time timeOf(Expr expr) {
    return switch (expr) {
      case VectorSelector s -> new Time(s.offset(), s.at());
      case MatrixSelector m -> new Time(m.selector().offset(), m.selector().at());
      case SubqueryExpr q -> new Time(q.offset(), q.at());
      case AggregateExpr _,
          BinaryExpr _,
          Call _,
          NumberLiteral _,
          ParenExpr _,
          StringLiteral _,
          UnaryExpr _ ->
          null;
    };
  }

  private Expr withTime(Expr expr, Time t) {
    int end = tokens.lastEnd();
    return switch (expr) {
      case VectorSelector s -> withTime(s, t, end);
      case MatrixSelector m ->
          new MatrixSelector(
              withTime(m.selector(), t, m.selector().range().end()),
              m.window(),
              m.range().withEnd(end));
      case SubqueryExpr q ->
          new SubqueryExpr(q.expr(), q.window(), q.step(), t.offset, t.at, q.range().withEnd(end));
      case AggregateExpr _,
          BinaryExpr _,
          Call _,
          NumberLiteral _,
          ParenExpr _,
          StringLiteral _,
          UnaryExpr _ ->
          expr;
    };
  }

  private static VectorSelector withTime(VectorSelector s, Time t, int end) {
    return new VectorSelector(
        s.name(), s.matchers(), t.offset, t.at, s.anchored(), s.smoothed(), s.range().withEnd(end));
  }

  private Expr failed(Expr expr, String message) {
    tokens.error(expr.range(), message);
    return expr;
  }

  private record Time(@Nullable DurationExpr offset, At at) {}
}
