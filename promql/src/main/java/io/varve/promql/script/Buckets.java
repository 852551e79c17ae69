package io.varve.promql.script;

import io.varve.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Histogram buckets of one sign, by index.
 *
 * @param counts per index, rising
 */
record Buckets(SortedMap<Integer, Double> counts) {
  static Buckets of(List<Span> spans, double[] buckets) {
    return new Buckets(new TreeMap<>()).plus(spans, buckets, 0, 1);
  }

  /**
   * Adds buckets to these, and returns these.
   *
   * @param coarser by how many schemas these are coarser than those
   * @param sign -1 to take them away
   */
  Buckets plus(List<Span> spans, double[] buckets, int coarser, int sign) {
    int index = 0;
    int at = 0;
    for (Span span : spans) {
      index += span.offset();
      for (int i = 0; i < span.length(); i++, index++) {
        int target = coarser == 0 ? index : ((index - 1) >> coarser) + 1;
        counts.merge(target, sign * buckets[at++], Double::sum);
      }
    }
    return this;
  }

  /** Returns whether the same buckets are not empty, and hold about as much. */
  boolean alike(Buckets other) {
    List<Map.Entry<Integer, Double>> mine = notEmpty();
    List<Map.Entry<Integer, Double>> theirs = other.notEmpty();
    boolean alike = mine.size() == theirs.size();
    for (int i = 0; alike && i < mine.size(); i++) {
      alike =
          mine.get(i).getKey().equals(theirs.get(i).getKey())
              && Values.alike(mine.get(i).getValue(), theirs.get(i).getValue());
    }
    return alike;
  }

  private List<Map.Entry<Integer, Double>> notEmpty() {
    return counts.entrySet().stream().filter(bucket -> bucket.getValue() != 0).toList();
  }

  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    int next = 0;
    for (int index : counts.keySet()) {
      if (index == next && !spans.isEmpty()) {
        Span last = spans.removeLast();
        spans.add(new Span(last.offset(), last.length() + 1));
      } else {
        spans.add(new Span(index - next, 1));
      }
      next = index + 1;
    }
    return spans;
  }

  double[] toArray() {
    return counts.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
