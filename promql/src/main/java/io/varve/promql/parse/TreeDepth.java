package io.varve.promql.parse;

import io.varve.promql.ast.DurationExpr;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.VectorSelector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures trees without recursion: {@code a+a+a...} nests without a parenthesis. */
final class TreeDepth {
  private TreeDepth() {}

  /** Returns whether some path from the root to a leaf has more than {@code max} nodes. */
  static boolean exceeds(Expr root, int max) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(new Node(root, 1));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node.depth > max) {
        return true;
      }
      for (Object child : children(node.tree)) {
        open.push(new Node(child, node.depth + 1));
      }
    }
    return false;
  }

  private static List<?> children(Object tree) {
    return tree instanceof DurationExpr d ? durationsIn(d) : childrenOf((Expr) tree);
  }

  private static List<Object> childrenOf(Expr expr) {
    List<Object> children = new ArrayList<>(expr.children());
    switch (expr) {
      case VectorSelector s -> addIfPresent(children, s.offset());
      case MatrixSelector m -> children.add(m.window());
      case SubqueryExpr q -> {
        children.add(q.window());
        addIfPresent(children, q.step());
        addIfPresent(children, q.offset());
      }
      default -> {}
    }
    return children;
  }

  private static void addIfPresent(List<Object> children, @Nullable DurationExpr duration) {
    if (duration != null) {
      children.add(duration);
    }
  }

  private static List<DurationExpr> durationsIn(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal _, DurationExpr.Step _, DurationExpr.QueryRange _ -> List.of();
      case DurationExpr.Negation n -> List.of(n.operand());
      case DurationExpr.Paren p -> List.of(p.operand());
      case DurationExpr.Binary b -> List.of(b.lhs(), b.rhs());
      case DurationExpr.MinOf m -> List.of(m.lhs(), m.rhs());
      case DurationExpr.MaxOf m -> List.of(m.lhs(), m.rhs());
    };
  }

  private record Node(Object tree, int depth) {}
}
