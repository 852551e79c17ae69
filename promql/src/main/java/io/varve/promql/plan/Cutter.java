package io.varve.promql.plan;

import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.ValueType;
import io.varve.promql.value.StepGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a tree into fragments and what is left: each largest local part becomes a fragment, with the
 * map step of an aggregation on top where there is one. Used for one plan.
 */
final class Cutter {
  private final Placer placer;
  private final EvalSettings settings;
  private final List<Cut> cuts = new ArrayList<>();

  Cutter(Placer placer, EvalSettings settings) {
    this.placer = placer;
    this.settings = settings;
  }

  /** Returns the plan of a whole tree. */
  Plan cut(PlanNode tree, StepGrid grid) {
    PlanNode root =
        tree instanceof PlanNode.Subquery s ? withChild(s, s.grid(grid)) : gathered(tree, grid);
    return new Plan(root, cuts, grid, settings);
  }

  /** The node as the gathering side evaluates it, fragments below it cut out. */
  private PlanNode gathered(PlanNode node, StepGrid grid) {
    if (node instanceof PlanNode.StepInvariant s) {
      // Only one step travels, and is repeated after the gather.
      return new PlanNode.StepInvariant(gathered(s.expr(), s.grid(grid)));
    }
    boolean vector = node.type() == ValueType.VECTOR || node.type() == ValueType.MATRIX;
    if (vector && placer.place(node) instanceof Placement.Local local) {
      return fragment(node, node, grid, local.intact());
    }
    return switch (node) {
      case PlanNode.Aggregate a when placer.splits(a.expr()) -> fragment(a, a, grid, true);
      case PlanNode.Absent a when placer.splits(a.expr()) -> absent(a, grid);
      default -> rebuilt(node, grid);
    };
  }

  /** Absence from all shards is where the aggregation {@code group} of all shards has nothing. */
  private PlanNode absent(PlanNode.Absent a, StepGrid grid) {
    PlanNode group =
        new PlanNode.Aggregate(AggregateOp.GROUP, null, a.expr(), List.of(), false, a.range());
    return new PlanNode.Absent(fragment(group, a.expr(), grid, true), a.labels(), a.range());
  }

  private PlanNode rebuilt(PlanNode node, StepGrid grid) {
    return switch (node) {
      case PlanNode.Subquery s -> withChild(s, s.grid(grid));
      default -> PlanNodes.mapChildren(node, child -> gathered(child, grid));
    };
  }

  private PlanNode withChild(PlanNode.Subquery s, StepGrid inner) {
    return PlanNodes.mapChildren(s, child -> gathered(child, inner));
  }

  private PlanNode fragment(PlanNode root, PlanNode at, StepGrid grid, boolean intact) {
    List<Cut.Input> inputs = new ArrayList<>();
    PlanNode sent =
        root instanceof PlanNode.Aggregate a
            ? aggregation(a, grid, inputs)
            : shipped(root, grid, inputs);
    cuts.add(new Cut(new Fragment(sent, grid, settings), inputs, intact));
    return new PlanNode.Gather(cuts.size() - 1, root.type(), at.range());
  }

  /** The parameter must be known to those who merge states, be they made by others or not. */
  private PlanNode aggregation(PlanNode.Aggregate a, StepGrid grid, List<Cut.Input> inputs) {
    PlanNode param = a.param();
    if (param != null && !(param instanceof PlanNode.Number || param instanceof PlanNode.Text)) {
      param = sent(param, grid, inputs);
    }
    return new PlanNode.Aggregate(
        a.op(), param, shipped(a.expr(), grid, inputs), a.grouping(), a.without(), a.range());
  }

  private PlanNode sent(PlanNode scalar, StepGrid grid, List<Cut.Input> inputs) {
    inputs.add(new Cut.Input(gathered(scalar, grid), grid));
    return new PlanNode.Sent(inputs.size() - 1, scalar.range());
  }

  /** The node as the shards evaluate it: scalars that they cannot evaluate become inputs. */
  private PlanNode shipped(PlanNode node, StepGrid grid, List<Cut.Input> inputs) {
    if (node.type() == ValueType.SCALAR && placer.place(node) instanceof Placement.Global) {
      return sent(node, grid, inputs);
    }
    StepGrid inner =
        switch (node) {
          case PlanNode.Subquery s -> s.grid(grid);
          case PlanNode.StepInvariant s -> s.grid(grid);
          default -> grid;
        };
    return PlanNodes.mapChildren(node, child -> shipped(child, inner, inputs));
  }
}
