package io.varve.promql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Walks trees of plan nodes. */
public final class PlanNodes {
  private PlanNodes() {}

  /** Returns the children in the order of the text. */
  public static List<PlanNode> children(PlanNode node) {
    return switch (node) {
      case PlanNode.Number _,
          PlanNode.Text _,
          PlanNode.Select _,
          PlanNode.Window _,
          PlanNode.InfoSelect _,
          PlanNode.Gather _,
          PlanNode.Sent _ ->
          List.of();
      case PlanNode.Subquery s -> List.of(s.expr());
      case PlanNode.Unary u -> List.of(u.expr());
      case PlanNode.Binary b -> List.of(b.lhs(), b.rhs());
      case PlanNode.Aggregate a ->
          a.param() == null ? List.of(a.expr()) : List.of(a.param(), a.expr());
      case PlanNode.Call c -> c.args();
      case PlanNode.Absent a -> List.of(a.expr());
      case PlanNode.InfoCall i -> List.of(i.expr(), i.infos());
      case PlanNode.StepInvariant s -> List.of(s.expr());
    };
  }

  /** Returns the node with each child replaced by what the function makes of it. */
  static PlanNode mapChildren(PlanNode node, UnaryOperator<PlanNode> f) {
    return switch (node) {
      case PlanNode.Number _,
          PlanNode.Text _,
          PlanNode.Select _,
          PlanNode.Window _,
          PlanNode.InfoSelect _,
          PlanNode.Gather _,
          PlanNode.Sent _ ->
          node;
      case PlanNode.Subquery s ->
          new PlanNode.Subquery(f.apply(s.expr()), s.windowMs(), s.stepMs(), s.moment(), s.range());
      case PlanNode.Unary u -> new PlanNode.Unary(u.op(), f.apply(u.expr()), u.range());
      case PlanNode.Binary b ->
          new PlanNode.Binary(
              b.op(), f.apply(b.lhs()), f.apply(b.rhs()), b.matching(), b.returnBool(), b.range());
      case PlanNode.Aggregate a -> {
        PlanNode param = a.param() == null ? null : f.apply(a.param());
        yield new PlanNode.Aggregate(
            a.op(), param, f.apply(a.expr()), a.grouping(), a.without(), a.range());
      }
      case PlanNode.Call c -> {
        List<PlanNode> args = new ArrayList<>();
        for (PlanNode arg : c.args()) {
          args.add(f.apply(arg));
        }
        yield new PlanNode.Call(c.function(), args, c.range());
      }
      case PlanNode.Absent a -> new PlanNode.Absent(f.apply(a.expr()), a.labels(), a.range());
      case PlanNode.InfoCall i ->
          new PlanNode.InfoCall(f.apply(i.expr()), f.apply(i.infos()), i.matchers(), i.range());
      case PlanNode.StepInvariant s -> new PlanNode.StepInvariant(f.apply(s.expr()));
    };
  }
}
