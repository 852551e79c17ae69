package io.varve.promql.aggregate;

/** The kinds of states as they stand in the first byte; see the package. */
final class StateFormat {
  static final int SUM = 1;
  static final int AVG = 2;
  static final int MIN = 3;
  static final int MAX = 4;
  static final int COUNT = 5;
  static final int GROUP = 6;
  static final int STDDEV = 7;
  static final int STDVAR = 8;
  static final int QUANTILE = 9;
  static final int COUNT_VALUES = 10;
  static final int TOPK = 11;
  static final int BOTTOMK = 12;
  static final int LIMITK = 13;
  static final int LIMIT_RATIO = 14;

  /** Says that histograms were ignored. */
  static final int IGNORED = 1;

  private StateFormat() {}

  /** Returns the number of words in a bitmap of so many steps. */
  static int words(int steps) {
    return (steps + 63) >>> 6;
  }
}
