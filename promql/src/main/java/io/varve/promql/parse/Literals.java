package io.varve.promql.parse;

import io.varve.promql.ast.DurationExpr;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.PosRange;

/** Numbers and durations as they appear everywhere in the grammar. */
final class Literals {
  /** Durations are nanoseconds in 64 bits. */
  private static final double MAX_SECONDS = 0x1p63 / 1e9;

  private Literals() {}

  static boolean isNumeric(TokenType type) {
    return type == TokenType.NUMBER || type == TokenType.DURATION;
  }

  /** Takes the next token, which must be {@link #isNumeric}. */
  static NumberLiteral number(TokenStream tokens) {
    Token token = tokens.take();
    boolean isDuration = token.type() == TokenType.DURATION;
    return new NumberLiteral(value(tokens, token, isDuration), isDuration, token.range());
  }

  private static double value(TokenStream tokens, Token token, boolean isDuration) {
    try {
      return isDuration
          ? Durations.seconds(Durations.parse(token.text()))
          : Numbers.parse(token.text());
    } catch (IllegalArgumentException e) {
      tokens.error(token.range(), String.valueOf(e.getMessage()));
      return 0;
    }
  }

  /** Returns the number behind a sign; the token is the sign. */
  static NumberLiteral signed(Token sign, NumberLiteral number) {
    double value = sign.type() == TokenType.SUB ? -number.value() : number.value();
    return new NumberLiteral(
        value, number.isDuration(), new PosRange(sign.start(), number.range().end()));
  }

  /** Returns the number as a duration; one too long is an error noted at the given place. */
  static DurationExpr.Literal duration(TokenStream tokens, NumberLiteral number, PosRange place) {
    double seconds = number.value();
    if (seconds > MAX_SECONDS || seconds < -MAX_SECONDS) {
      tokens.error(place, "duration out of range");
      seconds = 0;
    }
    return new DurationExpr.Literal(seconds, number.isDuration(), number.range());
  }
}
