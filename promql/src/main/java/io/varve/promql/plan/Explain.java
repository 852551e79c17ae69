package io.varve.promql.plan;

import io.varve.model.LabelMatcher;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.value.StepGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints plans: one line a node, children indented. First comes what runs on the node that answers
 * the query, then each fragment. The format is for people and tests, and may change.
 */
public final class Explain {
  private final StringBuilder out = new StringBuilder();

  private Explain() {}

  /** Returns the plan's text. */
  public static String explain(Plan plan) {
    Explain e = new Explain();
    e.out.append("on the answering node, ").append(grid(plan.grid())).append('\n');
    e.tree(plan.root(), 1);
    for (int i = 0; i < plan.cuts().size(); i++) {
      e.cut(i, plan.cuts().get(i));
    }
    return e.out.toString();
  }

  private void cut(int number, Cut cut) {
    Fragment f = cut.fragment();
    String answer =
        switch (f.answer()) {
          case COLUMNS -> "columns";
          case SAMPLES -> "samples";
          case PARTIALS -> "partial states";
        };
    out.append("on each shard, fragment ").append(number).append(": ").append(answer);
    out.append(cut.intact() ? "" : ", to be merged by equal labels");
    out.append(", ").append(grid(f.grid())).append('\n');
    tree(f.root(), 1);
    for (int i = 0; i < cut.inputs().size(); i++) {
      Cut.Input input = cut.inputs().get(i);
      out.append("  with input ").append(i).append(", ").append(grid(input.grid())).append('\n');
      tree(input.scalar(), 2);
    }
  }

  private void tree(PlanNode node, int depth) {
    out.append("  ".repeat(depth)).append(line(node)).append('\n');
    PlanNodes.children(node).forEach(child -> tree(child, depth + 1));
  }

  private static String line(PlanNode node) {
    return switch (node) {
      case PlanNode.Number n -> "number " + n.value();
      case PlanNode.Text t -> "string \"" + t.value() + "\"";
      case PlanNode.Select s -> "select " + selection(s.selection());
      case PlanNode.Window w -> "range " + w.windowMs() + " ms of " + selection(w.selection());
      case PlanNode.Subquery s ->
          "subquery " + s.windowMs() + " ms, step " + s.stepMs() + " ms" + moment(s.moment());
      case PlanNode.Unary u -> "sign " + u.op().symbol();
      case PlanNode.Binary b -> binary(b);
      case PlanNode.Aggregate a ->
          a.op().symbol() + (a.without() ? " without " : " by ") + names(a.grouping());
      case PlanNode.Call c -> c.function().name() + "()";
      case PlanNode.Absent a -> "absent " + a.labels();
      case PlanNode.InfoCall _ -> "info";
      case PlanNode.InfoSelect s -> "select info " + selection(s.selection());
      case PlanNode.StepInvariant _ -> "the same at each step";
      case PlanNode.Gather g -> "gather fragment " + g.fragment();
      case PlanNode.Sent s -> "input " + s.input();
    };
  }

  private static String binary(PlanNode.Binary b) {
    String op = "operator " + b.op().symbol() + (b.returnBool() ? " bool" : "");
    VectorMatching m = b.matching();
    if (m == null) {
      return op;
    }
    String labels = m.on() || !m.labels().isEmpty() ? (m.on() ? " on " : " ignoring ") : "";
    return op
        + (labels.isEmpty() ? "" : labels + names(m.labels()))
        + " "
        + m.cardinality().symbol();
  }

  private static String names(List<String> names) {
    return "(" + String.join(", ", names) + ")";
  }

  private static String selection(Selection s) {
    List<String> matchers = new ArrayList<>();
    for (LabelMatcher m : s.matchers()) {
      matchers.add(m.toString());
    }
    return "{"
        + String.join(",", matchers)
        + "}"
        + moment(s.moment())
        + (s.anchored() ? " anchored" : "")
        + (s.smoothed() ? " smoothed" : "");
  }

  private static String moment(Moment m) {
    String at = m.at() == null ? "" : " at " + m.at();
    return at + (m.offsetMs() == 0 ? "" : " offset " + m.offsetMs() + " ms");
  }

  private static String grid(StepGrid g) {
    return g.count() == 0
        ? "no steps"
        : g.isInstant()
            ? "at " + g.start()
            : g.count() + " steps from " + g.start() + " by " + g.step() + " ms";
  }
}
