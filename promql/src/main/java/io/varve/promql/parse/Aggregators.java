package io.varve.promql.parse;

import io.varve.promql.ast.AggregateOp;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Aggregations by name. */
final class Aggregators {
  private static final Map<String, AggregateOp> BY_NAME = byName();

  private Aggregators() {}

  private static Map<String, AggregateOp> byName() {
    Map<String, AggregateOp> map = new HashMap<>();
    for (AggregateOp op : AggregateOp.values()) {
      map.put(op.symbol(), op);
    }
    return map;
  }

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** Returns the aggregation that a token of type {@link TokenType#AGGREGATOR} names. */
  static AggregateOp of(Token token) {
    AggregateOp op = BY_NAME.get(token.text().toLowerCase(Locale.ROOT));
    if (op == null) {
      throw new IllegalArgumentException("not an aggregation: " + token.text());
    }
    return op;
  }
}
