package io.varve.promql.ast;

/**
 * A length of time: a literal, or one to be computed from the query's step and range before it is
 * evaluated. Numbers are seconds. Immutable.
 */
public sealed interface DurationExpr {
  /** Returns where the expression stands in the text. */
  PosRange range();

  /**
   * A literal, its sign included.
   *
   * @param seconds its length; standing alone (not inside another expression), a whole number of
   *     nanoseconds
   * @param isDuration whether it is written as a duration ({@code 5m}) rather than as a number;
   *     standing alone, true if it is a whole number of milliseconds
   * @param range where it stands
   */
  record Literal(double seconds, boolean isDuration, PosRange range) implements DurationExpr {
    /** Returns its length in whole milliseconds, rounded towards zero as Prometheus does. */
    public long millis() {
      return isDuration ? Math.round(seconds * 1e3) : Math.round(seconds * 1e9) / 1_000_000;
    }
  }

  /** {@code step()}: the query's step; 0 in an instant query. */
  record Step(PosRange range) implements DurationExpr {}

  /** {@code range()}: the time from the query's first step to its last. */
  record QueryRange(PosRange range) implements DurationExpr {}

  /** {@code -x}. */
  record Negation(DurationExpr operand, PosRange range) implements DurationExpr {}

  /** Two durations with an operator between them. */
  record Binary(Op op, DurationExpr lhs, DurationExpr rhs, PosRange range)
      implements DurationExpr {}

  /** {@code min_of(lhs, rhs)}. */
  record MinOf(DurationExpr lhs, DurationExpr rhs, PosRange range) implements DurationExpr {}

  /** {@code max_of(lhs, rhs)}. */
  record MaxOf(DurationExpr lhs, DurationExpr rhs, PosRange range) implements DurationExpr {}

  /** {@code (operand)}. */
  record Paren(DurationExpr operand, PosRange range) implements DurationExpr {}

  /** An arithmetic operator between durations. */
  enum Op {
    /** Addition. */
    ADD("+"),
    /** Subtraction. */
    SUB("-"),
    /** Multiplication. */
    MUL("*"),
    /** Division. */
    DIV("/"),
    /** Remainder with the sign of the dividend. */
    MOD("%"),
    /** Power. */
    POW("^");

    private final String symbol;

    Op(String symbol) {
      this.symbol = symbol;
    }

    /** Returns the operator as PromQL writes it. */
    public String symbol() {
      return symbol;
    }
  }
}
