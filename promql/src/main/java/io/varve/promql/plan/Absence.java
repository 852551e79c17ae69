package io.varve.promql.plan;

import io.varve.model.LabelMatcher;
import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.model.LabelsBuilder;
import io.varve.model.MatchType;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.Function;
import io.varve.promql.ast.ValueType;
import io.varve.promql.function.Functions;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Plans {@code absent} and {@code absent_over_time}. */
final class Absence {
  /**
   * Has a value where the range has a sample, as {@code present_over_time} has, but keeps names, so
   * that it does not fail on series that differ in their names only.
   */
  private static final Function PRESENCE = Objects.requireNonNull(Functions.find("last_over_time"));

  private Absence() {}

  static boolean isAbsent(String function) {
    return function.equals("absent") || function.equals("absent_over_time");
  }

  static PlanNode of(Call call, List<PlanNode> args) {
    PlanNode arg = args.getFirst();
    PlanNode vector =
        arg.type() == ValueType.MATRIX ? new PlanNode.Call(PRESENCE, args, arg.range()) : arg;
    return new PlanNode.Absent(vector, labels(arg), call.range());
  }

  /** A selector's labels as far as its matchers leave no choice, else none. */
  private static Labels labels(PlanNode arg) {
    return switch (arg) {
      case PlanNode.Select s -> labels(s.selection().matchers());
      case PlanNode.Window w -> labels(w.selection().matchers());
      default -> Labels.EMPTY;
    };
  }

  private static Labels labels(List<LabelMatcher> matchers) {
    LabelsBuilder labels = Labels.builder();
    Set<String> seen = new HashSet<>();
    for (LabelMatcher m : matchers) {
      if (m.name().equals(LabelName.METRIC_NAME)) {
        continue;
      }
      // A label asked for twice is left out, be it the same value or not: so does Prometheus.
      labels.set(m.name(), m.type() == MatchType.EQ && seen.add(m.name()) ? m.value() : "");
    }
    return labels.build();
  }
}
