package io.varve.promql.exec;

import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;

/** What is wrong with series that have equal labels. */
enum Duplicates {
  /** Values at the same step; else they are one series. */
  MERGE {
    @Override
    void check(Column all, Column part) {
      for (int i = part.next(0); i < part.steps(); i = part.next(i + 1)) {
        if (all.has(i)) {
          throw QueryException.sameLabelset();
        }
      }
    }
  },

  /** That there are two, unless one is empty. */
  REFUSE {
    @Override
    void check(Column all, Column part) {
      if (!all.isEmpty() && !part.isEmpty()) {
        throw QueryException.sameLabelset();
      }
    }
  },

  /** Nothing: they stay two. */
  KEEP {
    @Override
    void check(Column all, Column part) {
      throw new IllegalStateException("series that are to be kept are not merged");
    }
  };

  /**
   * Looks at one more series.
   *
   * @param all those before it, as one
   * @throws QueryException if it may not be put to them
   */
  abstract void check(Column all, Column part);
}
