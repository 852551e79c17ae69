package io.varve.sharding.query;

import io.varve.model.LabelMatcher;
import io.varve.model.TenantId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where raw samples are read from. Thread-safe. */
public interface SampleSource {
  /**
   * Selects the samples of a tenant's series that all matchers match.
   *
   * @param matchers at least one; a series without the label has the empty value
   * @param minT first time wanted, in milliseconds since the epoch, inclusive
   * @param maxT last time wanted, in milliseconds since the epoch, inclusive
   * @return the set, which the caller must close; or else a {@link io.varve.model.VarveException},
   *     whose kind says whose fault it is
   */
  CompletionStage<SeriesSet> select(
      TenantId tenant, List<LabelMatcher> matchers, long minT, long maxT);
}
