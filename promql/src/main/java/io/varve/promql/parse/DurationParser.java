package io.varve.promql.parse;

import io.varve.promql.ast.DurationExpr;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.PosRange;
import org.jspecify.annotations.Nullable;

/**
 * Parses durations: ranges and steps in brackets, and offsets.
 *
 * <p>A literal is all there is to most of them. The others are computed from literals, the query's
 * step and its range by the operators of arithmetic.
 */
final class DurationParser {
  private final TokenStream tokens;

  DurationParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** Parses a range or step, which a literal must not make zero or negative. */
  DurationExpr positive(Context context) {
    DurationExpr duration = binary(Precedence.LOWEST, context);
    if (duration instanceof DurationExpr.Literal literal && literal.seconds() <= 0) {
      tokens.error(literal.range(), "duration must be greater than 0");
    }
    return standingAlone(duration);
  }

  /**
   * Parses an offset; null if it is zero, which is as good as none.
   *
   * <p>{@code x offset 5m + 1} adds 1 to {@code x offset 5m}: an operator belongs to the offset
   * only behind a parenthesis, as in {@code x offset (5m) + 1}, or behind a second sign.
   */
  @Nullable DurationExpr offset() {
    Context context = Context.OFFSET;
    DurationExpr duration;
    if (tokens.at(TokenType.LEFT_PAREN)) {
      duration = binary(Precedence.LOWEST, context);
    } else if (tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB)) {
      duration = signedOffset(tokens.take());
    } else {
      duration = operand(context);
    }
    DurationExpr alone = standingAlone(duration);
    return alone instanceof DurationExpr.Literal literal && literal.seconds() == 0 ? null : alone;
  }

  private DurationExpr signedOffset(Token sign) {
    if (tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB)) {
      DurationExpr operand = binary(Precedence.POWER, Context.OFFSET);
      return rest(signed(sign, operand), Precedence.LOWEST, Context.OFFSET);
    }
    if (Literals.isNumeric(tokens.peek().type())) {
      NumberLiteral number = Literals.signed(sign, Literals.number(tokens));
      return Literals.duration(tokens, number, sign.range());
    }
    return signed(sign, operand(Context.OFFSET));
  }

  private DurationExpr binary(int minPrecedence, Context context) {
    tokens.enter();
    DurationExpr lhs = unary(context);
    DurationExpr all = rest(lhs, minPrecedence, context);
    tokens.leave();
    return all;
  }

  private DurationExpr rest(DurationExpr first, int minPrecedence, Context context) {
    DurationExpr lhs = first;
    while (true) {
      DurationExpr.Op op = Precedence.durationOperator(tokens.peek().type());
      if (op == null || Precedence.of(op) < minPrecedence) {
        return lhs;
      }
      Token operator = tokens.take();
      DurationExpr rhs = binary(Precedence.ofRightOperand(Precedence.of(op)), context);
      checkDivisor(op, rhs, operator.range());
      lhs = new DurationExpr.Binary(op, lhs, rhs, lhs.range().to(rhs.range()));
    }
  }

  private void checkDivisor(DurationExpr.Op op, DurationExpr rhs, PosRange place) {
    boolean isZero = rhs instanceof DurationExpr.Literal literal && literal.seconds() == 0;
    if (isZero && op == DurationExpr.Op.DIV) {
      tokens.error(place, "division by zero");
    } else if (isZero && op == DurationExpr.Op.MOD) {
      tokens.error(place, "modulo by zero");
    }
  }

  private DurationExpr unary(Context context) {
    if (tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB)) {
      Token sign = tokens.take();
      return signed(sign, binary(Precedence.POWER, context));
    }
    return operand(context);
  }

  private DurationExpr signed(Token sign, DurationExpr operand) {
    PosRange range = new PosRange(sign.start(), operand.range().end());
    boolean negative = sign.type() == TokenType.SUB;
    return switch (operand) {
      case DurationExpr.Literal(double seconds, boolean isDuration, PosRange _) ->
          new DurationExpr.Literal(negative ? -seconds : seconds, isDuration, range);
      case DurationExpr.Step _,
          DurationExpr.QueryRange _,
          DurationExpr.Negation _,
          DurationExpr.Binary _,
          DurationExpr.MinOf _,
          DurationExpr.MaxOf _,
          DurationExpr.Paren _ ->
          negative ? new DurationExpr.Negation(operand, range) : operand;
    };
  }

  private DurationExpr operand(Context context) {
    Token first = tokens.peek();
    return switch (first.type()) {
      case NUMBER, DURATION -> Literals.duration(tokens, Literals.number(tokens), first.range());
      case LEFT_PAREN -> {
        tokens.take();
        DurationExpr inner = binary(Precedence.LOWEST, context);
        tokens.expect(TokenType.RIGHT_PAREN, context);
        yield inParens(inner, rangeFrom(first));
      }
      case STEP, RANGE -> {
        tokens.take();
        tokens.expect(TokenType.LEFT_PAREN, context);
        tokens.expect(TokenType.RIGHT_PAREN, context);
        PosRange range = rangeFrom(first);
        yield first.type() == TokenType.STEP
            ? new DurationExpr.Step(range)
            : new DurationExpr.QueryRange(range);
      }
      case MAX_OF, MIN_OF -> {
        tokens.take();
        tokens.expect(TokenType.LEFT_PAREN, context);
        DurationExpr lhs = binary(Precedence.LOWEST, context);
        tokens.expect(TokenType.COMMA, context);
        DurationExpr rhs = binary(Precedence.LOWEST, context);
        tokens.expect(TokenType.RIGHT_PAREN, context);
        PosRange range = rangeFrom(first);
        yield first.type() == TokenType.MAX_OF
            ? new DurationExpr.MaxOf(lhs, rhs, range)
            : new DurationExpr.MinOf(lhs, rhs, range);
      }
      default -> throw tokens.unexpected(context);
    };
  }

  private PosRange rangeFrom(Token first) {
    return new PosRange(first.start(), tokens.lastEnd());
  }

  /**
   * Prometheus keeps a note on an expression that it stands in parentheses, so several pairs are
   * one, and messages give the place of what is inside; only a literal in them is a node of its
   * own.
   */
  private static DurationExpr inParens(DurationExpr inner, PosRange range) {
    return switch (inner) {
      case DurationExpr.Paren _ -> inner;
      case DurationExpr.Literal _ -> new DurationExpr.Paren(inner, range);
      case DurationExpr.Step _,
          DurationExpr.QueryRange _,
          DurationExpr.Negation _,
          DurationExpr.Binary _,
          DurationExpr.MinOf _,
          DurationExpr.MaxOf _ ->
          new DurationExpr.Paren(inner, inner.range());
    };
  }

  /** Rounds a literal that is not part of an expression, and forgets how it was written. */
  private static DurationExpr standingAlone(DurationExpr duration) {
    if (!(duration instanceof DurationExpr.Literal(double seconds, boolean _, PosRange range))) {
      return duration;
    }
    long millis = Math.round(seconds * 1e3);
    double rounded = Durations.seconds(millis);
    double nanos = Math.rint(seconds * 1e9);
    return rounded == seconds || nanos == millis * 1e6
        ? new DurationExpr.Literal(rounded, true, range)
        : new DurationExpr.Literal(nanos / 1e9, false, range);
  }
}
