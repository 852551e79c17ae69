package io.varve.sharding.ingest;

import io.varve.model.Labels;

/** What encoded labels turned out to be. */
public sealed interface DecodedLabels {
  /**
   * A valid label set with a metric name.
   *
   * @param labels sorted, without empty values
   */
  record Valid(Labels labels) implements DecodedLabels {}

  /**
   * No label set.
   *
   * @param reason a sentence that names the series and what is wrong with it
   */
  record Invalid(String reason) implements DecodedLabels {}
}
