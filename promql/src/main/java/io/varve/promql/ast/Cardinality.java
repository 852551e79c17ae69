package io.varve.promql.ast;

/** How many series of each side of a binary operator may match one another. */
public enum Cardinality {
  /** One on either side. */
  ONE_TO_ONE("one-to-one"),
  /** {@code group_left}: many on the left side. */
  MANY_TO_ONE("many-to-one"),
  /** {@code group_right}: many on the right side. */
  ONE_TO_MANY("one-to-many"),
  /** Set operators. */
  MANY_TO_MANY("many-to-many");

  private final String symbol;

  Cardinality(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the name as messages write it. */
  public String symbol() {
    return symbol;
  }
}
