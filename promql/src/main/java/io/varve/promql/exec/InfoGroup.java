package io.varve.promql.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The info series of one identity: which of them there are at each step, of each metric the one
 * whose sample is the newest.
 */
final class InfoGroup {
  /** For each metric its newest series at each step, -1 where there is none. */
  private final Map<String, int[]> newest = new LinkedHashMap<>();

  private final int steps;
  private List<List<Integer>> sets = List.of();

  /** The number of the set at each step. */
  private int[] setAt = {};

  InfoGroup(int steps) {
    this.steps = steps;
  }

  /** Returns the newest series of a metric at each step, for the caller to change. */
  int[] newest(String metric) {
    return newest.computeIfAbsent(
        metric,
        _ -> {
          int[] none = new int[steps];
          Arrays.fill(none, -1);
          return none;
        });
  }

  /** Finds out which sets there are, once all series are known. */
  void complete() {
    Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();
    setAt = new int[steps];
    for (int step = 0; step < steps; step++) {
      List<Integer> set = new ArrayList<>(newest.size());
      for (int[] series : newest.values()) {
        if (series[step] >= 0) {
          set.add(series[step]);
        }
      }
      Integer known = numbers.putIfAbsent(set, numbers.size());
      setAt[step] = known == null ? numbers.size() - 1 : known;
    }
    sets = List.copyOf(numbers.keySet());
    newest.clear();
  }

  /** Returns the sets of info series that there are at some step; one may be empty. */
  List<List<Integer>> sets() {
    return sets;
  }

  /** Returns the number of the set that there is at a step. */
  int setAt(int step) {
    return setAt[step];
  }
}
