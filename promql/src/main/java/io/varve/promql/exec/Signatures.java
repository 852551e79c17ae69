package io.varve.promql.exec;

import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.value.SeriesHeaders;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of two vectors by match group: those whose labels agree as far as the matching looks
 * at them.
 */
final class Signatures {
  /**
   * A match group.
   *
   * @param labels what its series have in common
   * @param left its series of the left vector, rising
   * @param right its series of the right vector, rising
   */
  record Group(Labels labels, IntList left, IntList right) {}

  private final boolean on;
  private final String[] names;
  private final Map<Labels, Integer> numbers = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final int[] leftGroup;
  private final int[] rightGroup;

  Signatures(VectorMatching matching, SeriesHeaders left, SeriesHeaders right) {
    on = matching.on();
    List<String> all = new ArrayList<>(matching.labels());
    if (!on) {
      all.add(LabelName.METRIC_NAME);
    }
    names = all.toArray(String[]::new);
    leftGroup = assign(left, true);
    rightGroup = assign(right, false);
  }

  private int[] assign(SeriesHeaders headers, boolean isLeft) {
    int[] result = new int[headers.size()];
    for (int i = 0; i < result.length; i++) {
      Labels labels = headers.labels(i);
      Labels key = on ? labels.keeping(names) : labels.without(names);
      int number = numbers.computeIfAbsent(key, this::add);
      (isLeft ? groups.get(number).left : groups.get(number).right).add(i);
      result[i] = number;
    }
    return result;
  }

  private int add(Labels key) {
    groups.add(new Group(key, new IntArrayList(1), new IntArrayList(1)));
    return groups.size() - 1;
  }

  /** Returns all groups. */
  List<Group> groups() {
    return groups;
  }

  /** Returns the number of the group of a series of the left vector. */
  int ofLeft(int series) {
    return leftGroup[series];
  }

  /** Returns the number of the group of a series of the right vector. */
  int ofRight(int series) {
    return rightGroup[series];
  }
}
