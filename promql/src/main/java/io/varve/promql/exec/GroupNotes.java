package io.varve.promql.exec;

import io.varve.promql.aggregate.GroupRemark;
import io.varve.promql.aggregate.GroupState;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.PosRange;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.value.Annotation;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Remarks;

/** Turns what an aggregation's groups have to remark into annotations. */
final class GroupNotes {
  private final PlanNode.Aggregate node;
  private final Annotations annotations;

  GroupNotes(PlanNode.Aggregate node, Annotations annotations) {
    this.node = node;
    this.annotations = annotations;
  }

  /** Adds the remarks of a group. */
  void add(GroupState state) {
    for (GroupRemark remark : state.remarks()) {
      annotations.add(annotation(remark, state.metricName()));
    }
  }

  private Annotation annotation(GroupRemark remark, String metricName) {
    PosRange at = node.expr().range();
    return switch (remark) {
      case IGNORED -> {
        boolean ranks = node.op() == AggregateOp.TOPK || node.op() == AggregateOp.BOTTOMK;
        yield Remarks.ignoredInAggregation(node.op().symbol(), ranks ? node.range() : at);
      }
      case MIXED_KINDS -> Remarks.mixedFloatsHistogramsInAggregation(at);
      case MIXED_SCHEMAS -> Remarks.mixedExponentialCustom(metricName, at);
      case COLLISION -> Remarks.resetCollision("aggregation", at);
      case RECONCILED -> Remarks.customBucketsReconciled("aggregation", at);
    };
  }
}
