package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.ast.PosRange;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.Remarks;

/** What there is to remark on a range function's arguments and on the series it is given. */
class RangeRemarks {
  private static final String[] COUNTER_SUFFIXES = {"_total", "_sum", "_count", "_bucket"};

  /** Called before each window that is not empty is evaluated, with the scalars at that step. */
  void onWindow(double[] args) {}

  /** Called after each series, with its labels before the function and its values after it. */
  void onSeries(Labels labels, Column values) {}

  /**
   * Returns the remarks on a function.
   *
   * @param first where its first argument stands in the query
   */
  static RangeRemarks of(String function, PosRange first, Annotations annotations) {
    return switch (function) {
      case "rate", "increase" -> nonCounters(first, annotations);
      case "quantile_over_time" -> quantiles(first, annotations);
      default -> new RangeRemarks();
    };
  }

  private static RangeRemarks nonCounters(PosRange at, Annotations annotations) {
    return new RangeRemarks() {
      @Override
      void onSeries(Labels labels, Column values) {
        String name = labels.metricName();
        if (!name.isEmpty() && !isCounterName(name) && hasFloats(values)) {
          annotations.add(Remarks.possibleNonCounter(name, at));
        }
      }
    };
  }

  private static boolean hasFloats(Column values) {
    return values.hasHistograms() ? values.count() > values.countHistograms() : !values.isEmpty();
  }

  private static boolean isCounterName(String name) {
    for (String suffix : COUNTER_SUFFIXES) {
      if (name.endsWith(suffix)) {
        return true;
      }
    }
    return false;
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
