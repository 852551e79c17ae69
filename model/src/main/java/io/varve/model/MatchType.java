package io.varve.model;

/** How a matcher compares a label's value. */
public enum MatchType {
  /** {@code =}: the values are equal. */
  EQ("="),
  /** {@code !=}: the values differ. */
  NEQ("!="),
  /** {@code =~}: the regular expression matches the whole value. */
  RE("=~"),
  /** {@code !~}: the regular expression does not match the whole value. */
  NRE("!~");

  private final String symbol;

  MatchType(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the operator as PromQL writes it. */
  public String symbol() {
    return symbol;
  }

  /** Returns whether the matcher's value is a regular expression. */
  public boolean isRegex() {
    return this == RE || this == NRE;
  }

  /** Returns the type that matches exactly what this one does not. */
  public MatchType inverse() {
    return switch (this) {
      case EQ -> NEQ;
      case NEQ -> EQ;
      case RE -> NRE;
      case NRE -> RE;
    };
  }
}
