package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.histogram.HistogramTrim;
import io.varve.promql.histogram.Histograms;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.Remarks;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an arithmetic or comparison operator makes of two values of which either may be a histogram.
 * For what it does to floats see {@link PairOperator}. Not thread-safe.
 */
final class MixedPairs {
  private final BinaryOp op;
  private final PlanNode.Binary node;
  private final PairOperator ofFloats;
  private final Annotations annotations;
  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);

  MixedPairs(PlanNode.Binary node, Annotations annotations) {
    this.op = node.op();
    this.node = node;
    this.ofFloats = new PairOperator(node.op(), node.returnBool());
    this.annotations = annotations;
  }

  /** Applies the operator to a column and a scalar at each step. */
  void apply(Column column, double[] scalar, boolean scalarLeft) {
    Column result = new Column(column.steps());
    Column other = new Column(column.steps());
    for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
      other.set(i, scalar[i]);
      if (scalarLeft) {
        apply(other, column, i, column, result);
      } else {
        apply(column, other, i, column, result);
      }
    }
    column.copyFrom(result);
  }

  /**
   * Applies the operator at a step at which both sides have values.
   *
   * @param kept the side whose value a comparison gives
   * @param into gets the result, if there is one
   * @return whether the operator is for such values; a comparison is, also where it does not hold
   */
  boolean apply(Column left, Column right, int step, Column kept, Column into) {
    FloatHistogram l = left.histogram(step);
    FloatHistogram r = right.histogram(step);
    if (l == null && r == null) {
      return floats(left.get(step), right.get(step), step, kept.get(step), into);
    }
    if (op == BinaryOp.EQL || op == BinaryOp.NEQ) {
      if (l != null && r != null) {
        compare(Histograms.same(l, r) == (op == BinaryOp.EQL), l, step, into);
        return true;
      }
    }
    FloatHistogram result = result(l, left.get(step), r, right.get(step));
    if (result != null) {
      into.set(step, result);
    }
    return result != null;
  }

  private boolean floats(double left, double right, int step, double kept, Column into) {
    if (!ofFloats.knowsFloats()) {
      incompatible("float", "float");
    } else if (ofFloats.keeps(left, right)) {
      into.set(step, ofFloats.value(left, right, kept));
    }
    return ofFloats.knowsFloats();
  }

  private void compare(boolean holds, FloatHistogram kept, int step, Column into) {
    if (node.returnBool()) {
      into.set(step, holds ? 1 : 0);
    } else if (holds) {
      into.set(step, kept);
    }
  }

  private @Nullable FloatHistogram result(
      @Nullable FloatHistogram left, double l, @Nullable FloatHistogram right, double r) {
    if (left == null) {
      if (right != null && op == BinaryOp.MUL) {
        return Histograms.multiply(right, l);
      }
      return incompatible("float", "histogram");
    }
    if (right == null) {
      return switch (op) {
        case MUL -> Histograms.multiply(left, r);
        case DIV -> Histograms.divide(left, r);
        case TRIM_UPPER -> HistogramTrim.below(left, r);
        case TRIM_LOWER -> HistogramTrim.above(left, r);
        default -> incompatible("histogram", "float");
      };
    }
    remarks.clear();
    FloatHistogram result =
        switch (op) {
          case ADD -> Histograms.add(left, right, remarks);
          case SUB -> Histograms.subtract(left, right, remarks);
          default -> incompatible("histogram", "histogram");
        };
    return annotate() ? result : null;
  }

  private @Nullable FloatHistogram incompatible(String left, String right) {
    annotations.add(Remarks.incompatibleTypes(left, op.symbol(), right, node.range()));
    return null;
  }

  /** Adds remarks; returns whether they leave a result: as in Prometheus, a collision does not. */
  private boolean annotate() {
    boolean result = true;
    for (HistogramRemark remark : remarks) {
      switch (remark) {
        case MIXED_SCHEMAS ->
            annotations.add(Remarks.incompatibleBuckets(op.symbol(), node.range()));
        case COLLISION_IN_ADDITION -> {
          annotations.add(Remarks.resetCollision("addition", node.range()));
          result = false;
        }
        case COLLISION_IN_SUBTRACTION -> {
          annotations.add(Remarks.resetCollision("subtraction", node.range()));
          result = false;
        }
        case RECONCILED_IN_ADDITION ->
            annotations.add(Remarks.customBucketsReconciled("addition", node.range()));
        case RECONCILED_IN_SUBTRACTION ->
            annotations.add(Remarks.customBucketsReconciled("subtraction", node.range()));
        default -> throw new IllegalStateException("no remark on an operator: " + remark);
      }
    }
    return result;
  }
}
