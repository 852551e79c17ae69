package io.varve.promql.value;

import io.varve.promql.ast.PosRange;

/**
 * An annotation that is a text and a place.
 *
 * @param severity how serious it is
 * @param text what it says
 * @param position which part of the query it is about
 */
public record Remark(Severity severity, String text, PosRange position) implements Annotation {
  /**
   * {@inheritDoc}
   *
   * <p>Prometheus keeps the place it met last; which is, going through a query in order, the one
   * furthest to the right.
   */
  @Override
  public Annotation merge(Annotation other) {
    return other.position().start() > position.start() ? other : this;
  }

  @Override
  public String print(String query) {
    return severity.prefix() + text + " (" + position.startIn(query) + ")";
  }
}
