package io.varve.promql.reference;

import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.AggregateOp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Aggregations of an instant vector. */
final class Aggregations {
  private final AggregateExpr aggregate;

  Aggregations(AggregateExpr aggregate) {
    this.aggregate = aggregate;
  }

  /** Returns the aggregated vector; the parameter is unused where the operator takes no number. */
  List<Element> apply(List<Element> vector, double parameter, String label) {
    boolean byValue = aggregate.op() == AggregateOp.COUNT_VALUES;
    SortedMap<Labels, List<Element>> groups = new TreeMap<>();
    for (Element e : vector) {
      Labels group = group(byValue ? e.labels().without(label) : e.labels());
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(e);
    }
    List<Element> result = new ArrayList<>();
    groups.forEach((group, members) -> result.addAll(present(group, members, parameter, label)));
    return result;
  }

  private Labels group(Labels labels) {
    String[] names = aggregate.grouping().toArray(String[]::new);
    return aggregate.without()
        ? labels.without(names).without(LabelName.METRIC_NAME)
        : labels.keeping(names);
  }

  private List<Element> present(Labels group, List<Element> members, double p, String label) {
    double[] values = members.stream().mapToDouble(Element::value).toArray();
    return switch (aggregate.op()) {
      case SUM -> List.of(new Element(group, Numbers.sum(values)));
      case AVG -> List.of(new Element(group, Numbers.sum(values) / values.length));
      case COUNT -> List.of(new Element(group, values.length));
      case MIN -> List.of(new Element(group, Numbers.min(values)));
      case MAX -> List.of(new Element(group, Numbers.max(values)));
      case GROUP -> List.of(new Element(group, 1));
      case STDVAR -> List.of(new Element(group, Numbers.variance(values)));
      case STDDEV -> List.of(new Element(group, Math.sqrt(Numbers.variance(values))));
      case QUANTILE -> List.of(new Element(group, Numbers.quantile(p, values)));
      case TOPK -> first(members, p, byValue(-1));
      case BOTTOMK -> first(members, p, byValue(1));
      case LIMITK -> first(members, p, Comparator.comparing(Element::labels));
      case COUNT_VALUES -> counted(group, values, label);
      case LIMIT_RATIO -> throw new IllegalArgumentException(aggregate.op().symbol());
    };
  }

  /** NaN comes last either way, and labels decide between equals. */
  private static Comparator<Element> byValue(int sign) {
    return Comparator.comparing((Element e) -> Double.isNaN(e.value()))
        .thenComparingDouble(e -> Double.isNaN(e.value()) ? 0 : sign * e.value() + 0.0)
        .thenComparing(Element::labels);
  }

  private static List<Element> first(List<Element> members, double k, Comparator<Element> order) {
    return members.stream().sorted(order).limit((long) k).toList();
  }

  private static List<Element> counted(Labels group, double[] values, String label) {
    SortedMap<Labels, Double> counts = new TreeMap<>();
    for (double value : values) {
      counts.merge(group.with(label, text(value)), 1.0, Double::sum);
    }
    return counts.entrySet().stream().map(e -> new Element(e.getKey(), e.getValue())).toList();
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    String digits = new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    return value == 0 && 1 / value < 0 ? "-0" : digits;
  }
}
