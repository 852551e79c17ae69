package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.ast.PosRange;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.Remarks;
import io.varve.promql.value.SeriesSamples;
import io.varve.promql.window.RangeWindow;
import io.varve.promql.window.Reach;

/** What there is to remark on a range function's arguments and on the series it is given. */
class RangeRemarks {
  /** Called before each window that is not empty is evaluated, with the scalars at that step. */
  void onWindow(double[] args) {}

  /** Called before the first window of a series of which start times are known. */
  void onStartTimes(SeriesSamples samples, Labels labels) {}

  /** Called after each window of such a series that has a value. */
  void onValue(RangeWindow window) {}

  /** Called after each series, with its labels before the function and its values after it. */
  void onSeries(Labels labels, Column values) {}

  /**
   * Returns the remarks on a function.
   *
   * @param first where its first argument stands in the query
   */
  static RangeRemarks of(String function, Reach reach, PosRange first, Annotations annotations) {
    return switch (function) {
      case "rate", "increase" -> new CounterRemarks(reach == Reach.NONE, first, annotations);
      case "quantile_over_time" -> quantiles(first, annotations);
      default -> new RangeRemarks();
    };
  }

  private static RangeRemarks quantiles(PosRange at, Annotations annotations) {
    return new RangeRemarks() {
      @Override
      void onWindow(double[] args) {
        double q = args[0];
        if (!(q >= 0 && q <= 1)) {
          annotations.add(Remarks.invalidQuantile(q, at));
        }
      }
    };
  }
}
