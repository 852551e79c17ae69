package io.varve.promql.script;

import io.varve.model.Labels;
import java.util.List;
import java.util.Map;

/**
 * What a script expects of a query.
 *
 * @param failures empty when the query must succeed, else what its error must match, all of them
 * @param warnings what is said about warnings
 * @param infos what is said about infos
 * @param ordered whether the order of a vector counts
 * @param result what must come out
 */
record Expectation(
    List<TextMatch> failures, Notes warnings, Notes infos, boolean ordered, Result result) {
  /** Makes the list unmodifiable. */
  Expectation {
    failures = List.copyOf(failures);
  }

  boolean fails() {
    return !failures.isEmpty();
  }

  /**
   * About annotations of one kind.
   *
   * @param forbidden whether there must be none
   * @param wanted where not empty, each must be found, and each annotation must match one of these
   */
  record Notes(boolean forbidden, List<TextMatch> wanted) {
    /** Makes the list unmodifiable. */
    Notes {
      wanted = List.copyOf(wanted);
    }
  }

  /** The value. */
  sealed interface Result {}

  /** A scalar. */
  record ScalarResult(double value) implements Result {}

  /** A string. */
  record StringResult(String value) implements Result {}

  /**
   * A vector or a matrix.
   *
   * @param series by labels, in the order of the script
   * @param grid when the points of a matrix are
   */
  record SeriesResult(Map<Labels, ExpectedSeries> series, Grid grid) implements Result {}

  /**
   * One series of a result.
   *
   * @param position in an ordered vector, from 1
   * @param points one for each step
   */
  record ExpectedSeries(int position, List<Point> points) {
    /** Makes the list unmodifiable. */
    ExpectedSeries {
      points = List.copyOf(points);
    }
  }

  /**
   * Times of points, in ms.
   *
   * @param explicit whether an instant query's range vector is expected at these times
   */
  record Grid(long start, long end, long step, boolean explicit) {
    long time(int i) {
      return start + i * step;
    }
  }
}
