package io.varve.promql.parse;

/** Where a token was not expected, and what would have been. */
enum Context {
  NONE(""),
  AGGREGATION(" in aggregation"),
  GROUPING(" in grouping opts, expected \"(\""),
  GROUPING_LABEL(" in grouping opts, expected label"),
  GROUPING_REST(" in grouping opts, expected \",\" or \")\""),
  MATCHER(" in label matching, expected identifier or \"}\""),
  MATCHER_OPERATOR(" in label matching, expected label matching operator"),
  MATCHER_VALUE(" in label matching, expected string"),
  MATCHER_REST(" in label matching, expected \",\" or \"}\""),
  AT(" in @, expected timestamp"),
  OFFSET(" in offset, expected number, duration, step(), or range()"),
  RANGE(" in subquery or range selector, expected number, duration, step(), or range()"),
  RANGE_REST(" in subquery or range, expected \":\" or \"]\""),
  SUBQUERY_STEP(" in subquery selector, expected number, duration, step(), range(), or \"]\""),
  SUBQUERY_REST(" in subquery selector, expected \"]\"");

  private final String suffix;

  Context(String suffix) {
    this.suffix = suffix;
  }

  /** Returns what messages say after the token. */
  String suffix() {
    return suffix;
  }
}
