package io.varve.promql.exec;

import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;

/** Which group of an aggregation a series belongs to. */
final class Grouping {
  private final boolean without;
  private final String[] names;

  Grouping(PlanNode.Aggregate node) {
    List<String> all = new ArrayList<>(node.grouping());
    without = node.without();
    if (without) {
      all.add(LabelName.METRIC_NAME);
    }
    if (node.op() == AggregateOp.COUNT_VALUES && node.param() instanceof PlanNode.Text text) {
      // The label that takes the value replaces the series' own of that name.
      all.removeIf(name -> !without && name.equals(text.value()));
      if (without) {
        all.add(text.value());
      }
    }
    names = all.toArray(String[]::new);
  }

  /** Returns the labels of the series' group. */
  Labels of(Labels series) {
    return without ? series.without(names) : series.keeping(names);
  }
}
