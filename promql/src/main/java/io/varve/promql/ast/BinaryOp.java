package io.varve.promql.ast;

/** An operator between two expressions. */
public enum BinaryOp {
  /** Addition. */
  ADD("+", Kind.ARITHMETIC),
  /** Subtraction. */
  SUB("-", Kind.ARITHMETIC),
  /** Multiplication. */
  MUL("*", Kind.ARITHMETIC),
  /** Division. */
  DIV("/", Kind.ARITHMETIC),
  /** Remainder with the sign of the dividend. */
  MOD("%", Kind.ARITHMETIC),
  /** Power. */
  POW("^", Kind.ARITHMETIC),
  /** Arc tangent of left over right. */
  ATAN2("atan2", Kind.ARITHMETIC),
  /** Drops the buckets of a histogram above a value. */
  TRIM_UPPER("</", Kind.ARITHMETIC),
  /** Drops the buckets of a histogram below a value. */
  TRIM_LOWER(">/", Kind.ARITHMETIC),
  /** Equal. */
  EQL("==", Kind.COMPARISON),
  /** Not equal. */
  NEQ("!=", Kind.COMPARISON),
  /** Greater than. */
  GTR(">", Kind.COMPARISON),
  /** Less than. */
  LSS("<", Kind.COMPARISON),
  /** Greater or equal. */
  GTE(">=", Kind.COMPARISON),
  /** Less or equal. */
  LTE("<=", Kind.COMPARISON),
  /** Intersection. */
  AND("and", Kind.SET),
  /** Union. */
  OR("or", Kind.SET),
  /** Difference. */
  UNLESS("unless", Kind.SET);

  private final String symbol;
  private final Kind kind;

  BinaryOp(String symbol, Kind kind) {
    this.symbol = symbol;
    this.kind = kind;
  }

  /** Returns the operator as PromQL writes it. */
  public String symbol() {
    return symbol;
  }

  /** Returns whether it compares: it filters, or gives 0 or 1 after {@code bool}. */
  public boolean isComparison() {
    return kind == Kind.COMPARISON;
  }

  /** Returns whether it drops a part of a histogram. */
  public boolean isTrim() {
    return this == TRIM_UPPER || this == TRIM_LOWER;
  }

  /** Returns whether what it gives is of another metric than what it is given. */
  public boolean changesMetric() {
    return kind == Kind.ARITHMETIC && !isTrim();
  }

  /** Returns whether it works on sets of series rather than on values. */
  public boolean isSetOperator() {
    return kind == Kind.SET;
  }

  private enum Kind {
    ARITHMETIC,
    COMPARISON,
    SET
  }
}
