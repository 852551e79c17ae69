package io.varve.persistence.head.index;

import io.varve.model.TenantId;

/** Is shown series one by one. */
@FunctionalInterface
public interface SeriesVisitor {
  /**
   * Takes a series.
   *
   * @param ref its reference
   * @param labels its labels, in a buffer that is overwritten for the next series
   */
  void visit(TenantId tenant, int ref, EncodedLabels labels);
}
