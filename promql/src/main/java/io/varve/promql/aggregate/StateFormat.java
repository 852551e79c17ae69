package io.varve.promql.aggregate;

import io.varve.promql.ast.AggregateOp;

/** Numbers that writer and reader of states agree on; see the package. */
final class StateFormat {
  private StateFormat() {}

  /** Returns the kind of an aggregation's states, as it stands in the first byte. */
  static int kind(AggregateOp op) {
    return switch (op) {
      case SUM -> 1;
      case AVG -> 2;
      case MIN -> 3;
      case MAX -> 4;
      case COUNT -> 5;
      case GROUP -> 6;
      case STDDEV -> 7;
      case STDVAR -> 8;
      case QUANTILE -> 9;
      case COUNT_VALUES -> 10;
      case TOPK -> 11;
      case BOTTOMK -> 12;
      case LIMITK -> 13;
      case LIMIT_RATIO -> 14;
    };
  }

  /** Returns the number of words in a bitmap of so many steps. */
  static int words(int steps) {
    return (steps + 63) >>> 6;
  }
}
