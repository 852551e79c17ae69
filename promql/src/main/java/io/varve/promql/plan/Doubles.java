package io.varve.promql.plan;

import io.varve.model.LabelMatcher;
import io.varve.model.LabelName;
import io.varve.model.MatchType;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.ValueType;
import java.util.Optional;

/**
 * Tells whether a vector may have two series in one match group of a join by all labels. On the
 * "one" side of a join that is an error, but only where the other side has any series at all, which
 * a shard cannot know: it may have none where others have some.
 */
final class Doubles {
  private Doubles() {}

  /**
   * Returns whether series may agree in all labels but the name.
   *
   * @param withoutBucket whether {@code le} is ignored as well
   */
  static boolean possible(PlanNode node, boolean withoutBucket) {
    return switch (node) {
      case PlanNode.Select s -> withoutBucket || !named(s.selection());
      case PlanNode.Window w -> withoutBucket || !named(w.selection());
      case PlanNode.Subquery s -> possible(s.expr(), withoutBucket);
      case PlanNode.StepInvariant s -> possible(s.expr(), withoutBucket);
      case PlanNode.Unary u -> possible(u.expr(), withoutBucket);
      case PlanNode.Binary b -> possible(b, withoutBucket);
      case PlanNode.Call c -> possible(c, withoutBucket);
      case PlanNode.Number _,
          PlanNode.Text _,
          PlanNode.Aggregate _,
          PlanNode.Absent _,
          PlanNode.InfoCall _,
          PlanNode.InfoSelect _,
          PlanNode.Gather _,
          PlanNode.Sent _ ->
          true;
    };
  }

  private static boolean possible(PlanNode.Binary b, boolean withoutBucket) {
    if (b.lhs().type() == ValueType.SCALAR) {
      return possible(b.rhs(), withoutBucket);
    }
    boolean dropsBucket = b.matching() != null && b.matching().labels().contains(LabelName.BUCKET);
    return b.op() == BinaryOp.OR || dropsBucket || possible(b.lhs(), withoutBucket);
  }

  @SuppressWarnings("ReferenceEquality") // Whether it is the call itself, not one like it.
  private static boolean possible(PlanNode.Call c, boolean withoutBucket) {
    Optional<PlanNode> vector =
        c.args().stream()
            .filter(arg -> arg.type() == ValueType.VECTOR || arg.type() == ValueType.MATRIX)
            .findFirst();
    return switch (FunctionPlacement.of(c.function().name())) {
      case ELEMENTWISE, RANGE -> vector.map(v -> possible(v, withoutBucket)).orElse(true);
      case BUCKETS -> vector.map(v -> possible(v, false)).orElse(true);
      case SCALAR, RELABEL, VECTOR, SINGLE, ABSENT, SORT, INFO -> true;
    };
  }

  private static boolean named(Selection selection) {
    for (LabelMatcher m : selection.matchers()) {
      if (m.type() == MatchType.EQ
          && m.name().equals(LabelName.METRIC_NAME)
          && !m.value().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
