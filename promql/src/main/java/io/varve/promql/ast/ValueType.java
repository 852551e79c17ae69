package io.varve.promql.ast;

/** The type of an expression's value. */
public enum ValueType {
  /** No value. */
  NONE("none", "none"),
  /** One number for each step. */
  SCALAR("scalar", "scalar"),
  /** For each step a set of series with one sample each. */
  VECTOR("vector", "instant vector"),
  /** For each step a set of series with the samples of a range of time. */
  MATRIX("matrix", "range vector"),
  /** A string. */
  STRING("string", "string");

  private final String symbol;
  private final String documented;

  ValueType(String symbol, String documented) {
    this.symbol = symbol;
    this.documented = documented;
  }

  /** Returns the name that the HTTP API uses. */
  public String symbol() {
    return symbol;
  }

  /** Returns the name that the documentation and most messages use. */
  public String documented() {
    return documented;
  }
}
