package io.varve.promql.parse;

import io.varve.promql.ast.At;
import io.varve.promql.ast.DurationExpr;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.VectorSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what stands behind an expression: ranges in brackets and modifiers of time. */
final class RangeParser {
  private final TokenStream tokens;
  private final boolean extendedSelectors;
  private final DurationParser durations;
  private final Modifiers modifiers;

  RangeParser(TokenStream tokens, ParserOptions options) {
    this.tokens = tokens;
    this.extendedSelectors = options.extendedRangeSelectors();
    this.durations = new DurationParser(tokens);
    this.modifiers = new Modifiers(tokens);
  }

  /** Returns the expression with all that follows it and binds more strongly than operators. */
  Expr modifiers(Expr first) {
    Expr expr = first;
    while (true) {
      Token next = tokens.peek();
      switch (next.type()) {
        case OFFSET -> {
          tokens.take();
          expr = modifiers.offset(expr, durations.offset());
        }
        case AT -> {
          tokens.take();
          expr = modifiers.at(expr, timestamp(expr));
        }
        case ANCHORED -> {
          tokens.take();
          expr = modifiers.anchored(expr, extendedSelectors);
        }
        case SMOOTHED -> {
          tokens.take();
          expr = modifiers.smoothed(expr, extendedSelectors);
        }
        case LEFT_BRACKET -> expr = range(expr);
        default -> {
          return expr;
        }
      }
    }
  }

  private Expr range(Expr expr) {
    Token bracket = tokens.take();
    DurationExpr window = durations.positive(Context.RANGE);
    if (tokens.takeIf(TokenType.RIGHT_BRACKET)) {
      PosRange place = new PosRange(bracket.start(), tokens.lastEnd());
      return new MatrixSelector(rangeable(expr, place), window, rangeFrom(expr));
    }
    tokens.expect(TokenType.COLON, Context.RANGE_REST);
    DurationExpr step = null;
    if (!tokens.at(TokenType.RIGHT_BRACKET)) {
      step = durations.positive(Context.SUBQUERY_STEP);
    }
    tokens.expect(TokenType.RIGHT_BRACKET, Context.SUBQUERY_REST);
    return new SubqueryExpr(expr, window, step, null, At.NONE, rangeFrom(expr));
  }

  private PosRange rangeFrom(Expr expr) {
    return expr.range().withEnd(tokens.lastEnd());
  }

  /** Returns the expression as what a range may stand behind; if it is not, notes an error. */
  private VectorSelector rangeable(Expr expr, PosRange place) {
    if (!(expr instanceof VectorSelector selector)) {
      tokens.error(place, "ranges only allowed for vector selectors");
      return new VectorSelector("", List.of(), null, At.NONE, false, false, expr.range());
    }
    if (selector.offset() != null) {
      tokens.error(place, "no offset modifiers allowed before range");
    } else if (!selector.at().equals(At.NONE)) {
      tokens.error(place, "no @ modifiers allowed before range");
    }
    return selector;
  }

  private At timestamp(Expr expr) {
    TokenType preprocessor = tokens.peek().type();
    if (preprocessor == TokenType.START || preprocessor == TokenType.END) {
      tokens.take();
      tokens.expect(TokenType.LEFT_PAREN, Context.AT);
      tokens.expect(TokenType.RIGHT_PAREN, Context.AT);
      return preprocessor == TokenType.START ? new At.Start() : new At.End();
    }
    double seconds = signedNumber();
    if (!(seconds > Long.MIN_VALUE && seconds < Long.MAX_VALUE)) {
      tokens.error(
          expr.range(),
          "timestamp out of bounds for @ modifier: " + Numbers.formatFixed(seconds, 6));
    }
    return new At.Timestamp(Math.round(seconds * 1000));
  }

  private double signedNumber() {
    Token sign = takeSign();
    if (!Literals.isNumeric(tokens.peek().type())) {
      throw tokens.unexpected(Context.AT);
    }
    double number = Literals.number(tokens).value();
    return sign != null && sign.type() == TokenType.SUB ? -number : number;
  }

  private @Nullable Token takeSign() {
    return tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB) ? tokens.take() : null;
  }
}
