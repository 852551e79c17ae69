package io.varve.promql.script;

import io.varve.model.FloatHistogram;
import io.varve.promql.histogram.HistogramText;

/** What a script says about a series at one step. */
sealed interface Point {
  /** Nothing there. */
  record Absent() implements Point {
    @Override
    public String toString() {
      return "_";
    }
  }

  /**
   * A float.
   *
   * @param value the stale marker included
   */
  record FloatPoint(double value) implements Point {
    @Override
    public String toString() {
      return Values.print(value);
    }
  }

  /**
   * A histogram.
   *
   * @param histogram the value
   * @param hinted whether the counter reset hint was written out, and so must match
   */
  record HistogramPoint(FloatHistogram histogram, boolean hinted) implements Point {
    @Override
    public String toString() {
      return HistogramText.asExpression(histogram);
    }
  }
}
