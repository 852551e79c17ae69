package io.varve.promql.ast;

/** A sign. */
public enum UnaryOp {
  /** {@code +}: does nothing. */
  PLUS("+"),
  /** {@code -}: negates. */
  MINUS("-");

  private final String symbol;

  UnaryOp(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the sign as PromQL writes it. */
  public String symbol() {
    return symbol;
  }
}
