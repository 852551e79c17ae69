package io.varve.promql.value;

import io.varve.promql.ast.PosRange;

/**
 * A remark about a query's data that comes with its answer. Immutable. {@link Remarks} makes those
 * of Prometheus.
 */
public sealed interface Annotation permits Remark, ForcedMonotonicity {
  /** How serious an annotation is. */
  enum Severity {
    /** The answer may not be what was asked for. */
    WARNING("PromQL warning: "),
    /** The query may not be what was meant. */
    INFO("PromQL info: ");

    private final String prefix;

    Severity(String prefix) {
      this.prefix = prefix;
    }

    String prefix() {
      return prefix;
    }
  }

  /** Returns how serious it is. */
  Severity severity();

  /** Returns what it says, without prefix, place and counts; equal texts are one annotation. */
  String text();

  /** Returns which part of the query it is about. */
  PosRange position();

  /** Returns this and another one of the same severity and text as one; in any order the same. */
  Annotation merge(Annotation other);

  /** Returns the annotation as Prometheus prints it, with its place in the query. */
  String print(String query);
}
