package io.varve.promql.exec;

import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.promql.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;

/** Which group of an aggregation a series belongs to. */
final class Grouping {
  private final boolean without;
  private final String[] names;
  private final String valueLabel;

  Grouping(PlanNode.Aggregate node) {
    List<String> all = new ArrayList<>(node.grouping());
    without = node.without();
    if (without) {
      all.add(LabelName.METRIC_NAME);
    }
    String label = node.param() instanceof PlanNode.Text text ? text.value() : "";
    // The label that takes the value replaces the series' own of that name. Grouping without it
    // takes it away again.
    valueLabel = without && node.grouping().contains(label) ? "" : label;
    if (!label.isEmpty()) {
      all.remove(label);
      if (without) {
        all.add(label);
      }
    }
    names = all.toArray(String[]::new);
  }

  /**
   * Returns the label that takes the values that are counted; empty if there is none in the result.
   */
  String valueLabel() {
    return valueLabel;
  }

  /** Returns the labels of the series' group. */
  Labels of(Labels series) {
    return without ? series.without(names) : series.keeping(names);
  }
}
