package io.varve.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the series of the two sides of a binary operator find each other.
 *
 * @param cardinality how many may match one another
 * @param on whether {@code labels} are the ones that must agree, rather than those that need not
 * @param labels the labels of {@code on} or {@code ignoring}
 * @param include labels that the result takes from the side of which there is one
 * @param fillLeft the value of series missing on the left side; null for none
 * @param fillRight the value of series missing on the right side; null for none
 */
public record VectorMatching(
    Cardinality cardinality,
    boolean on,
    List<String> labels,
    List<String> include,
    @Nullable Double fillLeft,
    @Nullable Double fillRight) {
  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  /** Returns the matching by all labels, as it is without any modifier. */
  public static VectorMatching byAllLabels(Cardinality cardinality) {
    return new VectorMatching(cardinality, false, List.of(), List.of(), null, null);
  }

  /** Returns this matching with another cardinality. */
  public VectorMatching withCardinality(Cardinality other) {
    return new VectorMatching(other, on, labels, include, fillLeft, fillRight);
  }
}
