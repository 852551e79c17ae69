package io.varve.promql.reference;

import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.VectorMatching;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Operators between two instant vectors. */
final class Joins {
  private final BinaryExpr binary;
  private final VectorMatching matching;

  Joins(BinaryExpr binary) {
    this.binary = binary;
    this.matching = Objects.requireNonNull(binary.matching());
  }

  List<Element> apply(List<Element> left, List<Element> right) {
    return switch (binary.op()) {
      case AND -> left.stream().filter(e -> keys(right).contains(key(e.labels()))).toList();
      case UNLESS -> left.stream().filter(e -> !keys(right).contains(key(e.labels()))).toList();
      case OR -> {
        List<Element> both = new ArrayList<>(left);
        right.stream().filter(e -> !keys(left).contains(key(e.labels()))).forEach(both::add);
        yield both;
      }
      default -> left.isEmpty() || right.isEmpty() ? List.of() : matched(left, right);
    };
  }

  private Set<Labels> keys(List<Element> vector) {
    Set<Labels> keys = new HashSet<>();
    vector.forEach(e -> keys.add(key(e.labels())));
    return keys;
  }

  /** What must be equal in both. */
  private Labels key(Labels labels) {
    String[] names = matching.labels().toArray(String[]::new);
    return matching.on()
        ? labels.keeping(names)
        : labels.without(names).without(LabelName.METRIC_NAME);
  }

  private List<Element> matched(List<Element> left, List<Element> right) {
    boolean swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
    Map<Labels, Element> ones = new HashMap<>();
    for (Element one : inOrder(swapped ? left : right)) {
      Element other = ones.put(key(one.labels()), one);
      if (other != null) {
        throw duplicates(one, other, swapped ? "left" : "right");
      }
    }
    List<Element> results = new ArrayList<>();
    Set<Labels> seen = new HashSet<>();
    for (Element many : swapped ? right : left) {
      Element one = ones.get(key(many.labels()));
      if (one != null) {
        double l = swapped ? one.value() : many.value();
        double r = swapped ? many.value() : one.value();
        double value = Numbers.apply(binary.op(), l, r);
        boolean filters = binary.op().isComparison() && !binary.returnBool();
        Labels labels = labels(many.labels(), one.labels());
        boolean single = matching.cardinality() == Cardinality.ONE_TO_ONE;
        if (!seen.add(single ? key(many.labels()) : labels)) {
          throw new Failure(
              single
                  ? "multiple matches for labels: many-to-one matching must be explicit"
                      + " (group_left/group_right)"
                  : "multiple matches for labels: grouping labels must ensure unique matches");
        }
        if (!filters || value == 1) {
          results.add(new Element(labels, filters ? l : value));
        }
      }
    }
    return results;
  }

  private static List<Element> inOrder(List<Element> vector) {
    return vector.stream().sorted(Comparator.comparing(Element::labels)).toList();
  }

  private Failure duplicates(Element one, Element other, String side) {
    String named =
        Stream.of(one, other)
            .map(e -> e.labels().toString())
            .sorted()
            .collect(Collectors.joining(", "));
    return new Failure(
        "found duplicate series for the match group %s on the %s hand-side of the operation: [%s]"
                .formatted(key(one.labels()), side, named)
            + ";many-to-many matching not allowed: matching labels must be unique on one side");
  }

  private Labels labels(Labels many, Labels one) {
    String[] names = matching.labels().toArray(String[]::new);
    boolean renames = binary.op().changesMetric() || binary.returnBool();
    Labels labels = renames ? many.without(LabelName.METRIC_NAME) : many;
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      return matching.on() ? labels.keeping(names) : labels.without(names);
    }
    for (String name : matching.include()) {
      String value = one.get(name);
      labels = value.isEmpty() ? labels.without(name) : labels.with(name, value);
    }
    return labels;
  }
}
