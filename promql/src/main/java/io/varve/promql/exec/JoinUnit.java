package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs of series of one match group of which at each step at most one may match, and the output
 * series that come of them. In a one-to-one matching these are all pairs of the group, otherwise
 * those of the same output labels.
 */
final class JoinUnit {
  /**
   * Two series that match at the steps at which both are present.
   *
   * @param many the series of the side of which there may be many; negative where a fill value
   *     stands in for it
   * @param one the series of the other side; negative likewise
   * @param output which of the unit's outputs they contribute to
   */
  record Pair(int many, int one, int output) {}

  private final List<Pair> pairs = new ArrayList<>();
  private final Map<Labels, Integer> outputs = new LinkedHashMap<>();
  private final List<Column> results = new ArrayList<>();
  private int given;

  void add(int many, int one, Labels labels) {
    int output = outputs.computeIfAbsent(labels, _ -> outputs.size());
    pairs.add(new Pair(many, one, output));
  }

  /** Returns the pairs. */
  List<Pair> pairs() {
    return pairs;
  }

  /** Returns the labels of the output series. */
  List<Labels> outputs() {
    return List.copyOf(outputs.keySet());
  }

  /** Returns whether all outputs are still to be given. */
  boolean isFresh() {
    return given == 0 && results.isEmpty();
  }

  /**
   * Puts the unit's values together.
   *
   * @param steps how many of the first steps
   * @param sides reads a pair's columns and applies the operator
   * @param severalMatches the error where two pairs match at one step
   */
  void evaluate(Sides sides, int steps, String severalMatches) {
    for (int i = 0; i < outputs.size(); i++) {
      results.add(new Column(steps));
    }
    Column matched = new Column(steps);
    for (Pair pair : pairs) {
      Column many = sides.many(pair);
      Column one = sides.one(pair);
      Column result = results.get(pair.output);
      boolean mixed = many.hasHistograms() || one.hasHistograms() || !sides.knowsFloats();
      for (int i = many.next(0); i < steps; i = many.next(i + 1)) {
        if (one.has(i)) {
          boolean matches = true;
          if (mixed) {
            matches = sides.applyMixed(many, one, i, result);
          } else {
            sides.apply(many.get(i), one.get(i), i, result);
          }
          if (matches) {
            if (matched.has(i)) {
              throw QueryException.execution("multiple matches for labels: " + severalMatches);
            }
            matched.set(i, 1);
          }
        }
      }
    }
  }

  /** Gives one of the outputs; returns whether that was the last. */
  boolean give(int output, Column into) {
    into.copyFrom(results.get(output));
    return ++given == outputs.size();
  }

  /** Forgets the values. */
  void clear() {
    results.clear();
  }

  /** The two sides of a join. */
  interface Sides {
    /** Returns a pair's column, or the stand-in, of the side of which there may be many series. */
    Column many(Pair pair);

    /** Returns a pair's column, or the stand-in, of the other side. */
    Column one(Pair pair);

    /** Returns whether the operator does anything with two floats. */
    boolean knowsFloats();

    /**
     * Applies the operator at a step where either side may have a histogram.
     *
     * @return whether the operator is for such values; if not, the pair is none
     */
    boolean applyMixed(Column many, Column one, int step, Column result);

    /** Applies the operator to two floats, and sets the result at the step if there is one. */
    void apply(double many, double one, int step, Column result);
  }
}
