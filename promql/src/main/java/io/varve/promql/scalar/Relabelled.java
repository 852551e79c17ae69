package io.varve.promql.scalar;

import io.varve.model.LabelName;
import io.varve.model.Labels;

/**
 * The labels that a label function gives to a series.
 *
 * @param labels the labels
 * @param dropName whether the series loses its name at the end of the query; a function that sets
 *     the name keeps it
 */
public record Relabelled(Labels labels, boolean dropName) {
  /** Returns the series with one label set, or removed where the value is empty. */
  static Relabelled with(Labels labels, boolean dropName, String name, String value) {
    boolean named = name.equals(LabelName.METRIC_NAME);
    return new Relabelled(labels.with(name, value), dropName && !named);
  }
}
