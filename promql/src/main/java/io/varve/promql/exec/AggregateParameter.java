package io.varve.promql.exec;

import io.varve.promql.ast.PosRange;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.GoNumbers;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.Remarks;

/** Looks at the parameter of an aggregation at all steps, before any series is. */
final class AggregateParameter {
  /** The numbers between these bounds, both exclusive, are taken to fit a 64-bit integer. */
  private static final double MAX_LONG = 0x1p63 - 1024;

  private static final double MIN_LONG = -0x1p63;

  private AggregateParameter() {}

  /**
   * Checks a parameter and remarks on it.
   *
   * @param values the parameter at each step; empty where the aggregation takes none
   * @return whether the aggregation can give anything at all
   * @throws QueryException if a value makes no sense
   */
  static boolean check(PlanNode.Aggregate node, double[] values, Annotations annotations) {
    PlanNode param = node.param();
    if (param == null || values.length == 0) {
      return true;
    }
    double max = Double.NEGATIVE_INFINITY;
    double min = Double.POSITIVE_INFINITY;
    for (double v : values) {
      max = Math.max(max, v);
      min = Math.min(min, v);
    }
    return switch (node.op()) {
      case TOPK, BOTTOMK, LIMITK -> count(min, max);
      case LIMIT_RATIO -> ratio(min, max, param.range(), annotations);
      case QUANTILE -> quantile(min, max, param.range(), annotations);
      case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, COUNT_VALUES -> true;
    };
  }

  private static boolean count(double min, double max) {
    if (max < 1) {
      return false;
    }
    if (Double.isNaN(max)) {
      throw QueryException.execution("Parameter value is NaN");
    }
    if (min <= MIN_LONG) {
      throw QueryException.execution(
          "Scalar value " + GoNumbers.general(min) + " underflows int64");
    }
    if (max >= MAX_LONG) {
      throw QueryException.execution("Scalar value " + GoNumbers.general(max) + " overflows int64");
    }
    return true;
  }

  private static boolean ratio(double min, double max, PosRange at, Annotations annotations) {
    if (max == 0 && min == 0) {
      return false;
    }
    if (Double.isNaN(max)) {
      throw QueryException.execution("Ratio value is NaN");
    }
    if (max > 1) {
      annotations.add(Remarks.invalidRatio(max, 1, at));
    }
    if (min < -1) {
      annotations.add(Remarks.invalidRatio(min, -1, at));
    }
    return true;
  }

  private static boolean quantile(double min, double max, PosRange at, Annotations annotations) {
    if (Double.isNaN(max)) {
      annotations.add(Remarks.invalidQuantile(Double.NaN, at));
    }
    if (max > 1) {
      annotations.add(Remarks.invalidQuantile(max, at));
    }
    if (min < 0) {
      annotations.add(Remarks.invalidQuantile(min, at));
    }
    return true;
  }
}
