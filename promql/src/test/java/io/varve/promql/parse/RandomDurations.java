package io.varve.promql.parse;

import io.varve.promql.ast.DurationExpr;
import io.varve.promql.ast.DurationExpr.Op;
import io.varve.promql.ast.PosRange;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws durations such as the parser makes them. */
final class RandomDurations {
  private static final PosRange NOWHERE = new PosRange(0, 0);

  private static final List<Op> OPS = List.of(Op.values());

  private final Random random;

  RandomDurations(Random random) {
    this.random = random;
  }

  /** Draws a range or a step. */
  DurationExpr window() {
    return random.nextInt(3) > 0 ? standingAlone() : computed(3);
  }

  /** Draws the range of a subquery: the lexer takes no colon before the first number. */
  DurationExpr subqueryWindow() {
    return random.nextInt(3) > 0
        ? standingAlone()
        : new DurationExpr.Binary(Op.ADD, standingAlone(), operand(2), NOWHERE);
  }

  /** Draws an offset, which only parentheses let be computed by operators. */
  @Nullable DurationExpr offset() {
    return switch (random.nextInt(12)) {
      case 0 -> standingAlone();
      case 1 -> negative(standingAlone());
      case 2 -> computed(0);
      case 3 -> new DurationExpr.Negation(computed(0), NOWHERE);
      case 4 -> new DurationExpr.MinOf(computed(2), computed(2), NOWHERE);
      case 5 -> parens(computed(3));
      default -> null;
    };
  }

  private DurationExpr.Literal standingAlone() {
    if (random.nextInt(8) == 0) {
      return new DurationExpr.Literal((1 + 2 * random.nextInt(1000)) * 100 / 1e9, false, NOWHERE);
    }
    return new DurationExpr.Literal(
        Durations.seconds(1 + random.nextLong(1L << 40)), true, NOWHERE);
  }

  private static DurationExpr negative(DurationExpr.Literal literal) {
    return new DurationExpr.Literal(-literal.seconds(), literal.isDuration(), NOWHERE);
  }

  /** Draws an expression; with depth 0, one without operators and literals. */
  private DurationExpr computed(int depth) {
    return switch (random.nextInt(depth <= 0 ? 2 : 7)) {
      case 0 -> new DurationExpr.Step(NOWHERE);
      case 1 -> new DurationExpr.QueryRange(NOWHERE);
      case 2 -> new DurationExpr.MaxOf(part(depth - 1), part(depth - 1), NOWHERE);
      case 3 -> new DurationExpr.Negation(parens(computed(depth - 1)), NOWHERE);
      case 4 -> parens(part(depth - 1));
      default -> {
        Op op = OPS.get(random.nextInt(OPS.size()));
        yield new DurationExpr.Binary(op, operand(depth - 1), operand(depth - 1), NOWHERE);
      }
    };
  }

  private DurationExpr part(int depth) {
    if (random.nextBoolean()) {
      return computed(depth);
    }
    return random.nextBoolean()
        ? new DurationExpr.Literal(Durations.seconds(1 + random.nextLong(1L << 36)), true, NOWHERE)
        : new DurationExpr.Literal(1 + random.nextInt(1000) / 8.0, false, NOWHERE);
  }

  private DurationExpr operand(int depth) {
    DurationExpr part = part(depth);
    boolean compound = part instanceof DurationExpr.Binary || part instanceof DurationExpr.Negation;
    return compound ? parens(part) : part;
  }

  private static DurationExpr parens(DurationExpr inner) {
    return inner instanceof DurationExpr.Paren ? inner : new DurationExpr.Paren(inner, NOWHERE);
  }
}
