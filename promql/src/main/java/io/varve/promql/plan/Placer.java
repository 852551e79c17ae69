package io.varve.promql.plan;

import io.varve.model.LabelName;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.ValueType;
import io.varve.promql.ast.VectorMatching;
import java.util.List;
import java.util.Set;

/**
 * Decides where nodes are evaluated.
 *
 * <p>All labels but the name and {@code le} decide a series' shard. So series that agree in these
 * meet on a shard, and series that came to differ in nothing else do as well; whatever may bring
 * other series together is global. Once labels were changed, everything above is global: series of
 * two shards may have become one, and a filter or an aggregation on the shards could hide that.
 */
final class Placer {
  /** Labels that do not decide the shard. */
  private static final Set<String> FREE = Set.of(LabelName.METRIC_NAME, LabelName.BUCKET);

  private final Set<GlobalForm> ignored;

  /**
   * @param ignored forms to take for local; wrong, and there for tests to prove that they notice
   */
  Placer(Set<GlobalForm> ignored) {
    this.ignored = Set.copyOf(ignored);
  }

  Placement place(PlanNode node) {
    return switch (node) {
      case PlanNode.Number _, PlanNode.Text _, PlanNode.Sent _ -> Placement.anywhere();
      case PlanNode.Select _, PlanNode.Window _, PlanNode.InfoSelect _ -> Placement.intact();
      case PlanNode.Subquery s -> above(place(s.expr()));
      case PlanNode.Unary u ->
          node.type() == ValueType.SCALAR ? scalars(List.of(u.expr())) : above(place(u.expr()));
      case PlanNode.StepInvariant s -> place(s.expr());
      case PlanNode.Absent _ -> global(GlobalForm.ABSENT);
      case PlanNode.InfoCall _ -> global(GlobalForm.INFO);
      case PlanNode.Aggregate _ -> global(GlobalForm.AGGREGATION);
      case PlanNode.Gather _ -> global(GlobalForm.ABOVE_GLOBAL);
      case PlanNode.Binary b -> binary(b);
      case PlanNode.Call c -> call(c);
    };
  }

  /** Returns whether the shards can do the map step of an aggregation of this expression. */
  boolean splits(PlanNode aggregated) {
    return place(aggregated).isIntact();
  }

  private Placement global(GlobalForm form) {
    return ignored.contains(form) ? Placement.intact() : new Placement.Global(form);
  }

  /** The placement of what makes each series of one of the child's. */
  private Placement above(Placement child) {
    return switch (child) {
      case Placement.Local local ->
          local.intact() ? Placement.intact() : global(GlobalForm.RELABELLED);
      case Placement.Global _ -> global(GlobalForm.ABOVE_GLOBAL);
      case Placement.Anywhere _ -> global(GlobalForm.NO_SELECTOR);
    };
  }

  /** The placement of a scalar made of these scalars. */
  private Placement scalars(List<PlanNode> children) {
    for (PlanNode child : children) {
      if (!(place(child) instanceof Placement.Anywhere)) {
        return global(GlobalForm.ABOVE_GLOBAL);
      }
    }
    return Placement.anywhere();
  }

  private Placement call(PlanNode.Call c) {
    return switch (FunctionPlacement.of(c.function().name())) {
      case SCALAR -> scalars(c.args());
      case ELEMENTWISE, RANGE, BUCKETS -> above(vectorOf(c));
      case RELABEL -> relabel(c);
      case VECTOR -> global(GlobalForm.NO_SELECTOR);
      case SINGLE -> global(GlobalForm.SINGLE);
      case ABSENT -> global(GlobalForm.ABSENT);
      case SORT -> global(GlobalForm.SORT);
      case INFO -> global(GlobalForm.INFO);
    };
  }

  /** The placement of the one argument that is a vector; scalars among the others can be sent. */
  private Placement vectorOf(PlanNode.Call c) {
    for (PlanNode arg : c.args()) {
      if (arg.type() == ValueType.VECTOR || arg.type() == ValueType.MATRIX) {
        return place(arg);
      }
    }
    return Placement.anywhere();
  }

  private Placement relabel(PlanNode.Call c) {
    Placement child = vectorOf(c);
    boolean harmless =
        c.args().get(1) instanceof PlanNode.Text label && FREE.contains(label.value());
    return child instanceof Placement.Local local
        ? (local.intact() && harmless ? child : Placement.relabelled())
        : above(child);
  }

  private Placement binary(PlanNode.Binary b) {
    boolean left = b.lhs().type() == ValueType.VECTOR;
    boolean right = b.rhs().type() == ValueType.VECTOR;
    if (!left && !right) {
      return scalars(List.of(b.lhs(), b.rhs()));
    }
    if (!left || !right) {
      return above(place(left ? b.lhs() : b.rhs()));
    }
    Placement lhs = above(place(b.lhs()));
    Placement rhs = above(place(b.rhs()));
    VectorMatching matching = b.matching();
    if (!lhs.isIntact()) {
      return lhs;
    }
    if (!rhs.isIntact()) {
      return rhs;
    }
    return matching == null ? Placement.intact() : matched(b, matching);
  }

  private Placement matched(PlanNode.Binary b, VectorMatching m) {
    if (m.cardinality() == Cardinality.MANY_TO_ONE || m.cardinality() == Cardinality.ONE_TO_MANY) {
      return global(GlobalForm.MATCH_GROUP);
    }
    if (m.on()) {
      return global(GlobalForm.MATCH_ON);
    }
    if (!FREE.containsAll(m.labels())) {
      return global(GlobalForm.MATCH_IGNORING);
    }
    boolean doubles =
        !b.op().isSetOperator() && Doubles.possible(b.rhs(), m.labels().contains(LabelName.BUCKET));
    return doubles ? global(GlobalForm.MATCH_DOUBLES) : Placement.intact();
  }
}
