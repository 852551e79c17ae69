package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.model.LabelsBuilder;

/** The labels that say what a metric is, rather than which series of it. */
final class Metadata {
  private static final String NAME = "__name__";
  private static final String TYPE = "__type__";
  private static final String UNIT = "__unit__";

  private Metadata() {}

  /** Returns the labels without name, type and unit. */
  static Labels drop(Labels labels) {
    return labels.without(NAME, TYPE, UNIT);
  }

  /** Removes name, type and unit. */
  static void drop(LabelsBuilder builder) {
    builder.remove(NAME).remove(TYPE).remove(UNIT);
  }
}
