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
   * <p>Prometheus keeps the place it met last. It evaluates what an expression is made of, from
   * left to right, before the expression itself; so this is the place that ends furthest to the
   * right, and of those that end there the longest.
   */
  @Override
  public Annotation merge(Annotation other) {
    PosRange o = other.position();
    boolean later =
        o.end() == position.end() ? o.start() < position.start() : o.end() > position.end();
    return later ? other : this;
  }

  @Override
  public String print(String query) {
    return severity.prefix() + text + " (" + position.startIn(query) + ")";
  }
}
